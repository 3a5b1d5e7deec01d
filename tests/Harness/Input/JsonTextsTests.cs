using System.Text;
using VisEval.Core;
using VisEval.Harness.Input;

namespace VisEval.Tests.Harness.Input;

public sealed class JsonTextsTests
{
    [TestCase("""{ "a": "\ud83d\ude00", "b": ["ä"] } // é""")]
    [TestCase("""{ "a": "\\u0000", }""")]
    public void Texts_that_can_be_read_pass(string json) => Assert.That(() => Parse(Encoding.UTF8.GetBytes(json)), Throws.Nothing);

    [TestCase("{\n  \"a\": \"\\ud800\" }", "half of a surrogate pair", "line 2, column 8")]
    [TestCase("{\n\n  \"a\\udc00\": 1 }", "half of a surrogate pair", "line 3, column 3")]
    [TestCase("{ \"a\": [\"\\ude00\\ud83d\"] }", "half of a surrogate pair", "line 1, column 9")]
    [TestCase("{ \"a\": \"x\\u0000y\" }", "the character \\u0000", "line 1, column 8")]
    public void Escapes_that_stand_for_no_text_are_refused_with_their_place(string json, string why, string where) =>
        Assert.That(
            () => Parse(Encoding.UTF8.GetBytes(json)),
            Throws.TypeOf<InputException>().With.Message.StartsWith("f.json: ").And.Message.Contains(why).And.Message.Contains(where));

    [TestCase(new byte[] { 0xFF })]
    [TestCase(new byte[] { 0xC3, 0x28 })]
    [TestCase(new byte[] { 0xED, 0xA0, 0x80 })]
    [TestCase(new byte[] { 0xE2, 0x82 })]
    public void Bytes_that_are_no_UTF8_are_refused_with_their_place(byte[] bytes)
    {
        byte[] json = [.. "{\n\"\u00e4\": \""u8, .. bytes, .. "\" }"u8];
        Assert.That(
            () => Parse(json),
            Throws.TypeOf<InputException>().With.Message.EqualTo("f.json: not valid UTF-8 at line 2, column 8. Save the file as UTF-8."));
    }

    [Test]
    public void Deep_nesting_is_refused() =>
        Assert.That(
            () => Parse([.. Enumerable.Repeat((byte)'[', 100_000)]),
            Throws.TypeOf<InputException>().With.Message.StartsWith("f.json: not valid JSON at line 1"));

    private static void Parse(byte[] json)
    {
        var mistakes = new Mistakes();
        JsonFile.Parse("f.json", json, mistakes);
        mistakes.ThrowIfAny();
    }
}
