"""What the command line says when it was called wrongly, and the words of its help pages."""

from icplint.model.text import text

USAGE = text(en="Usage: ", zh="用法：")
OPTIONS = text(en="Options:", zh="选项：")
ARGUMENTS = text(en="Arguments:", zh="参数：")
COMMANDS = text(en="Commands:", zh="命令：")
OPTIONS_METAVAR = text(en="[OPTIONS]", zh="[选项]")
COMMAND_METAVAR = text(en="COMMAND [ARGS]...", zh="命令 [参数]...")

SEE_HELP = text(en="See '{command} --help'.", zh="用法见 {command} --help。")
NO_SUCH_OPTION = text(en="there is no option '{name}'.", zh="没有选项 {name}。")
NO_SUCH_COMMAND = text(en="there is no command '{name}'.", zh="没有命令 {name}。")
NEAREST = text(en="The nearest is '{name}'.", zh="最接近的是 {name}。")
MISSING_ARGUMENT = text(en="the argument {name} is missing.", zh="缺少参数 {name}。")
MISSING_OPTION = text(en="the option {name} is missing.", zh="缺少选项 {name}。")
OPTION_TAKES_NO_VALUE = text(en="the option '{name}' takes no value.", zh="选项 {name} 不带值。")
OPTION_NEEDS_VALUE = text(en="the option '{name}' needs a value.", zh="选项 {name} 后面缺少值。")
EXTRA_ARGUMENTS = text(en="too many arguments: {arguments}.", zh="参数过多：{arguments}。")
UNKNOWN_LANGUAGE = text(
    en="--lang must be one of {known}, not '{name}'.", zh="--lang 只能是 {known}，不能是 {name}。"
)
OTHER = text(en="{message}", zh="参数无法使用（{message}）。")

FAULT = text(
    en="This is a fault of icplint itself, not of a site. Please report it together with the lines above.",
    zh="这是 icplint 自身的故障，与被核查的网站无关。请连同以上内容一并反馈。",
)
INTERRUPTED = text(en="interrupted.", zh="已中断。")
MUST_BE = text(en="{where} must be {expected}", zh="{where} 应为{expected}")
DISK_FULL = text(
    en="there is no space left to write to; free some, or write elsewhere.",
    zh="磁盘空间不足，请清理空间或换一个输出位置。",
)
