"""Invents owners, builders and hosts."""

from random import Random  # noqa: TID251 - the type of an argument

_PLACES = "青禾 云舟 海岚 江屿 北辰 竹溪 星汉 松涛 白鹭 望山 镜湖 澄明 麦浪 石榴 长亭 晨曦 蓝鲸 九章".split()
_TRADES = "科技 网络科技 信息技术 文化传媒 家具 餐饮管理 医疗器械 电子商务 新能源 物流 教育咨询 软件 生物科技 食品".split()
_CITIES = "北京 上海 杭州 深圳 成都 贵阳 兰州 昆明 西安 南京 长沙 哈尔滨 呼和浩特 乌鲁木齐".split()
_FORMS = "有限公司 有限公司 有限公司 有限责任公司 股份有限公司 集团有限公司 集团股份有限公司".split()
_BODIES = "市中医院 市律师协会 县自然资源局 省高级人民法院 日报社 出版社 律师事务所 会计师事务所(普通合伙) 茶叶专业合作社 区青年木作工作室 交响乐团服务中心 市公共资源交易中心 中学校友会 市人民医院 市第二中学 大学 职业技术学院 区人民政府办公室 市教育局 省水利厅 博物馆 图书馆 商会 志愿者协会 慈善基金会 农村商业银行 研究院".split()
_BRANDS = "Lab 论坛 网 商城 资讯网 的小站 与远方 木作 笔记 小馆 书房 手记 社区 影像 工坊 导航".split()
_LATIN = "Qinghe Yunzhou Bailu Wangshan Luyi Chenxi Norvik Ostara Tallow Brightmere".split()
_LATIN_TRADES = "Technology,Network,Medical Devices,Logistics,Foods,New Energy,Trading,Studio Design".split(
    ","
)
_ENDINGS = "cn.example com.example com.cn.example net.example org.cn.example gov.cn.example example".split()
_LATIN_FORMS = "Co., Ltd.|Co., Ltd|Co.,Ltd.|Inc.|Limited|Group Co., Ltd.|Corporation".split("|")


def company(chance: Random) -> str:
    """A registered company's name, the town in front, in brackets or left out."""
    place, trade, form = chance.choice(_PLACES), chance.choice(_TRADES), chance.choice(_FORMS)
    city = chance.choice(_CITIES)
    if trade == "餐饮管理" and chance.random() < 0.3:
        form = "有限公司" + city + "分公司"
    return chance.choice(
        (
            f"{city}{place}{trade}{form}",
            f"{city}市{place}{trade}{form}",
            f"{place}（{city}）{trade}{form}",
            f"{place}({city}){trade}{form}",
            f"{place}{trade}（{city}）{form}",
            f"{place}{trade}{form}",
            f"{place}{trade}（集团）{form}",
            f"{city}{place}与{chance.choice(_PLACES)}{trade}{form}",
            f"{city}新和{place}{trade}{form}",
        )
    )


def body(chance: Random) -> str:
    """A public body's, a school's or an association's name."""
    return chance.choice(_PLACES) + chance.choice(_BODIES)


def brand(chance: Random) -> str:
    """A Chinese site name that is no registered name."""
    return chance.choice(_PLACES) + chance.choice(_BRANDS)


def latin_company(chance: Random) -> str:
    """An English company name."""
    return f"{chance.choice(_LATIN)} {chance.choice(_LATIN_TRADES)} {chance.choice(_LATIN_FORMS)}"


def latin_brand(chance: Random) -> str:
    """A site name in Latin letters."""
    return chance.choice(_LATIN) + chance.choice(("", " Lab", " Design", "'s Blog", " & Co", "OS"))


def owner(chance: Random) -> str:
    """Any name that a notice may name."""
    kind = chance.choices((company, body, brand, latin_company, latin_brand), (56, 20, 12, 8, 4))[0]
    return kind(chance)


def builder(chance: Random) -> str:
    """The firm that made the site; its names share nothing with the owners'."""
    return chance.choice(
        (
            "飞鱼建站",
            "速搭网络科技有限公司",
            "蓝图互动(厦门)网络有限公司",
            "米格软件",
            "上海耘图信息技术有限公司",
        )
    )


def host(chance: Random) -> str:
    """The site's host."""
    name = f"{chance.choice(_LATIN).lower()}{chance.choice(('', '-tech', 'mall', '123', 'edu'))}"
    return f"{chance.choice(('www.', '', 'm.', 'blog.'))}{name}.{chance.choice(_ENDINGS)}"
