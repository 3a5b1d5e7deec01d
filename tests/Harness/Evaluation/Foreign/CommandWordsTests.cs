using VisEval.Core;
using VisEval.Harness.Evaluation.Foreign;

namespace VisEval.Tests.Harness.Evaluation.Foreign;

public sealed class CommandWordsTests
{
    [TestCase("python my.py", "python|my.py")]
    [TestCase("  python\t my.py\n --x  1 ", "python|my.py|--x|1")]
    [TestCase("sh \"my dir/a b.sh\" 'it''s'", "sh|my dir/a b.sh|its")]
    [TestCase("sh \"it's\"", "sh|it's")]
    [TestCase("p a\\\"b \"c\\\"d\"", "p|a\"b|c\"d")]
    [TestCase("p C:\\Users\\me \"C:\\a b\\c\"", "p|C:\\Users\\me|C:\\a b\\c")]
    [TestCase("p \"\" ''", "p||")]
    [TestCase("p $HOME *.py `id` $(id) a;b a|b", "p|$HOME|*.py|`id`|$(id)|a;b|a|b", TestName = "nothing is expanded")]
    [TestCase("p '|' \"&&\"", "p|||&&", TestName = "a quoted word of a shell is a word")]
    public void A_command_is_taken_apart(string command, string words) =>
        Assert.That(string.Join('|', CommandWords.Of(command)), Is.EqualTo(words));

    [TestCase("", "is empty")]
    [TestCase("   ", "is empty")]
    [TestCase("'' x", "is empty")]
    [TestCase("python \"my.py", "opens a quotation mark \" and does not close it")]
    [TestCase("python it's", "opens a quotation mark ' and does not close it")]
    [TestCase("a.py | tee log", "has the word |, which a shell would understand")]
    [TestCase("a.py && rm -r x", "has the word &&")]
    [TestCase("a.py > log", "has the word >")]
    public void What_is_no_command_is_refused(string command, string why) =>
        Assert.That(() => CommandWords.Of(command), Throws.TypeOf<InputException>().With.Message.Contains(why));
}
