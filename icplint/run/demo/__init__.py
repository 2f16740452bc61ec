"""Audits a fleet of small sites that this machine serves to itself."""
