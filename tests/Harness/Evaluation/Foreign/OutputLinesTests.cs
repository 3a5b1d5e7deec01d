using System.Text;
using VisEval.Harness.Evaluation.Foreign;

namespace VisEval.Tests.Harness.Evaluation.Foreign;

public sealed class OutputLinesTests
{
    [TestCase("", new string[0])]
    [TestCase("a", new[] { "a" })]
    [TestCase("a\n\nb\r\nc", new[] { "a", "", "b", "c" })]
    [TestCase("a\rb\n", new[] { "a\rb" })]
    public void Lines_are_given_without_their_ends(string text, string[] lines)
    {
        foreach (var chunk in new[] { 1, 2, 100 })
            Assert.That(Of(new Chunks(Encoding.UTF8.GetBytes(text), chunk)), Is.EqualTo(lines), $"read by {chunk}");
    }

    [Test]
    public void A_line_of_the_greatest_length_is_whole_and_one_byte_more_is_the_end()
    {
        var allowed = new string('x', OutputLines.Longest);
        Assert.That(Of(new MemoryStream(Encoding.UTF8.GetBytes(allowed + "\nb\n"))), Is.EqualTo(new[] { allowed, "b" }));
        var lines = Of(new MemoryStream(Encoding.UTF8.GetBytes("a\n" + allowed + "yz\nb\n")));
        Assert.That(lines, Is.EqualTo(new[] { "a", allowed + "y" }));
    }

    [Test]
    public void A_line_without_end_takes_no_more_memory_than_allowed()
    {
        var endless = new Endless(400L << 20);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var lines = OutputLines.Of(endless).ToList();
        Assert.That(lines.Single(), Has.Length.EqualTo(OutputLines.Longest + 1));
        Assert.That(endless.Left, Is.Zero, "it is read to its end, so that the program does not wait");
        Assert.That(GC.GetTotalMemory(forceFullCollection: true) - before, Is.LessThan(64 << 20));
    }

    private static List<string> Of(Stream stream) => [.. OutputLines.Of(stream).Select(Encoding.UTF8.GetString)];

    private sealed class Chunks(byte[] bytes, int most) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(most, buffer.Length)]);

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(most, count));
    }

    private sealed class Endless(long bytes) : MemoryStream
    {
        public long Left { get; private set; } = bytes;

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var read = (int)Math.Min(buffer.Length, Left);
            Left -= read;
            buffer[..read].Fill((byte)'x');
            return read;
        }
    }
}
