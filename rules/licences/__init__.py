"""Rules about licences of trades, judged where the site shows or declares the trade."""
