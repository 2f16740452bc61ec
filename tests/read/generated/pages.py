"""Puts a footer into a whole page: head, menus, an article, and what comes after the footer."""

from random import Random  # noqa: TID251 - the type of an argument

from tests.read.generated.footers import MadeFooter

_SENTENCES = (
    "我们每天清晨开门，把昨天晾好的木料搬进工坊。",
    "这个季度的重点，是把交付周期缩短到两周以内。",
    "读者来信里问得最多的，还是如何挑选一把合适的椅子。",
    "平台将持续优化体验，欢迎大家提出宝贵意见。",
    "据介绍，本次活动共有三百余人参加，现场气氛热烈。",
    "根据有关规定，开办网站应当先办理备案，再开通访问。",
    "他说，2019年的那场雨，改变了整条街的样子。",
)
_OTHERS = (
    "<p>根据公告，该网站原备案号为苏ICP备19022432号，现已注销，请大家不要再访问，以免造成损失。</p>",
    '<div class="comments"><div class="comment"><p>我的站备案号是京ICP备17043218号-1，求互访，谢谢博主的分享，学到了很多！</p></div></div>',
    '<!-- <p><a href="https://beian.miit.gov.cn/">沪ICP备14013333号-7</a></p> -->',
    '<div style="display:none"><p>京公网安备11010802020123号</p></div>',
)
"""Numbers that are not the footer's, or that nobody sees."""
_HEADS = (
    '<header><nav><a href="/">首页</a> <a href="/news/">新闻</a> <a href="/about/">关于我们</a></nav></header>',
    '<div id="top"><ul class="menu"><li><a href="/">首页</a></li><li><a href="/products">产品中心</a></li><li><a href="/contact">联系我们</a></li></ul></div>',
    '<div class="header"><img src="/logo.png" alt="logo"><form action="/search"><input name="q" value="请输入关键字"></form></div>',
    '<table width="1000"><tr><td><img src="/banner.gif"></td></tr></table>',
)
_SIDEBARS = (
    "",
    '<aside><h3>热门文章</h3><ul><li><a href="/1">如何保养榉木桌面</a></li><li><a href="/2">五月活动预告</a></li></ul></aside>',
    '<div class="sidebar"><h4>标签</h4><a href="/t/1">备案</a> <a href="/t/2">建站</a> <a href="/t/3">随笔</a></div>',
)
_ENDS = (
    "",
    '<script src="/js/jquery.min.js"></script><script>$(function(){$("#top").fadeIn();});</script>',
    '<script async src="https://stat.example.net/hm.js"></script>',
    '<div class="back-to-top"><a href="#top">返回顶部</a></div><script>var a={icp:1};</script>',
    '<div class="modal" style="display:none"><p>请先登录后再操作</p></div>',
    '<div id="kefu"><p>在线客服</p><p>周一至周五 9:00-18:00</p></div>',
    "<!-- footer end -->",
)


def page(chance: Random, made: MadeFooter) -> str:
    """The whole page around a footer."""
    article = "".join(
        f"<p>{''.join(chance.choices(_SENTENCES, k=chance.randint(2, 6)))}</p>"
        for _ in range(chance.randint(2, 9))
    )
    news = "".join(
        f'<li><a href="/n/{number}.html">一条新闻的标题{number}</a><span>2026-0{number}-12</span></li>'
        for number in range(1, chance.randint(3, 9))
    )
    middle = chance.choice(
        (
            f"<main><article><h1>标题</h1>{article}</article></main>",
            f'<div class="content">{article}</div>',
            f'<div id="app-main"><ul class="news">{news}</ul>{article}</div>',
            f"<table><tr><td>{article}</td></tr></table>",
        )
    )
    if chance.random() < 0.2:
        middle += chance.choice(_OTHERS)
    style = f"<style>body{{margin:0}}{made.css}</style>" if made.css else ""
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n<title>某站首页</title>\n{style}</head>\n<body>\n'
        f"{chance.choice(_HEADS)}\n{middle}\n{chance.choice(_SIDEBARS)}\n{made.html}\n{chance.choice(_ENDS)}\n</body>\n</html>\n"
    )
