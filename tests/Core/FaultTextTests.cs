using System.Text.Json;
using VisEval.Core;

namespace VisEval.Tests.Core;

public sealed class FaultTextTests
{
    private sealed record Person(int Age);

    [Test]
    public void A_fault_is_told_without_the_words_of_the_runtime() => Assert.Multiple(() =>
    {
        Assert.That(FaultText.Of(new FileNotFoundException("Could not find file '/x'.")), Is.EqualTo("there is no such file"));
        Assert.That(FaultText.Of(new DirectoryNotFoundException("x")), Is.EqualTo("there is no such folder"));
        Assert.That(FaultText.Of(new UnauthorizedAccessException("x")), Is.EqualTo("it is a folder, or permission is denied"));
        Assert.That(FaultText.Of(new IOException("No space left on device : '/x'")), Is.EqualTo("No space left on device"));
        Assert.That(FaultText.Of(new EndOfStreamException("x")), Is.EqualTo("it ends too early"));
    });

    [TestCase("""{ "Age": "old" }""", "the value of Age is not what belongs there (line 1, column")]
    [TestCase("""{ "Age": """, "it is not valid JSON (line 1, column")]
    [TestCase("{", "it is not valid JSON (line 1, column")]
    [TestCase("{}", "fields are missing: 'Age' (line 1, column")]
    public void Json_is_told_by_its_place(string text, string expected)
    {
        var options = new JsonSerializerOptions { RespectRequiredConstructorParameters = true };
        var fault = Assert.Catch<JsonException>(() => JsonSerializer.Deserialize<Person>(text, options))!;
        Assert.That(FaultText.Of(fault), Does.StartWith(expected).And.Not.Contain("Person"));
    }

    private static class Wrong
    {
        public static readonly int Value = int.Parse("x\u001b", System.Globalization.CultureInfo.InvariantCulture);
    }

    [Test]
    public void What_the_runtime_wraps_is_told_itself_and_controls_no_terminal()
    {
        var fault = Assert.Catch<TypeInitializationException>(() => _ = Wrong.Value)!;
        foreach (var thrown in new Exception[]
                 { fault, new System.Reflection.TargetInvocationException(fault), new AggregateException(fault) })
        {
            Assert.That(FaultText.CauseOf(thrown), Is.TypeOf<FormatException>());
            Assert.That(FaultText.Of(thrown), Is.EqualTo("The input string 'x⟨U+001B⟩' was not in a correct format"));
        }
        var several = new AggregateException(fault, fault);
        Assert.That(FaultText.CauseOf(several), Is.SameAs(several));
    }

    [Test]
    public void Nothing_known_is_said_in_words() =>
        Assert.That(Suggestions.Sentence("x", []), Is.EqualTo("There is none to choose from."));
}
