using System.Text;
using VisEval.Core;
using VisEval.Harness.Input;

namespace VisEval.Tests.Harness.Input;

public sealed class CsvFieldTests
{
    [TestCase("=cmd()", "'=cmd()")]
    [TestCase("@SUM(A1)", "'@SUM(A1)")]
    [TestCase("+1+cmd", "'+1+cmd")]
    [TestCase("-1+2", "'-1+2")]
    [TestCase("\t=1", "'\t=1")]
    [TestCase("\r\n=1", "'\r\n=1")]
    [TestCase("\u202E=1", "'\u202E=1")]
    [TestCase("＝1+1", "'＝1+1")]
    [TestCase("'name", "''name")]
    [TestCase("''", "'''")]
    public void What_a_spreadsheet_would_run_gets_an_apostrophe(string text, string field)
    {
        Assert.That(CsvField.Protect(text), Is.EqualTo(field));
        Assert.That(CsvField.Restore(field), Is.EqualTo(text));
    }

    [TestCase("")]
    [TestCase("-0.5")]
    [TestCase("+1")]
    [TestCase("-1E-07")]
    [TestCase("-Infinity")]
    [TestCase("grad-cam")]
    [TestCase("a=b")]
    [TestCase("<script>alert(1)</script>")]
    public void Numbers_and_names_stay(string text) => Assert.That(CsvField.Protect(text), Is.EqualTo(text));

    [Test]
    public void Any_text_comes_back_through_a_file()
    {
        var random = Seed.Of(3).Random();
        const string letters = "=+-@'\"\t\r\n, ab1.;|\u202E＝";
        string[][] rows =
        [
            .. Enumerable.Range(0, 500).Select(_ => Enumerable.Range(0, 3)
                .Select(_ => string.Concat(Enumerable.Range(0, random.NextInt(6)).Select(_ => letters[random.NextInt(letters.Length)])))
                .ToArray()),
        ];
        string[] header = ["a", "b", "c"];
        using var stream = new MemoryStream();
        CsvText.Write(stream, header, rows);
        Assert.That(CsvText.Read(stream.ToArray(), header, "t.csv"), Is.EqualTo(rows));
        Assert.That(CsvText.Of(header, rows), Is.EqualTo(Encoding.UTF8.GetString(stream.ToArray())));
    }

    [Test]
    public void Another_header_and_a_short_row_are_refused()
    {
        var content = "a,b\r\n1\r\n"u8.ToArray();
        Assert.That(() => CsvText.Read(content, ["a", "c"], "t.csv").ToList(), Throws.TypeOf<InputException>().With.Message.Contain("a,c"));
        Assert.That(() => CsvText.Read(content, ["a", "b"], "t.csv").ToList(),
            Throws.TypeOf<InputException>().With.Message.Contain("line 2"));
    }
}
