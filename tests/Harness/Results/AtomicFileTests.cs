using VisEval.Harness.Results;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Results;

public class AtomicFileTests
{
    [Test]
    public void A_write_that_fails_leaves_the_file_as_it_was()
    {
        using var run = new RunnerDirectory();
        var path = run.File("a.txt");
        File.WriteAllText(path, "old");

        Assert.That(
            () => AtomicFile.Write(path, stream =>
            {
                stream.Write("new"u8);
                throw new IOException("disk full");
            }),
            Throws.TypeOf<IOException>());
        Assert.That(File.ReadAllText(path), Is.EqualTo("old"));

        AtomicFile.Write(path, stream => stream.Write("new"u8));
        Assert.That(File.ReadAllText(path), Is.EqualTo("new"));
        Assert.That(Directory.GetFiles(run.Path), Is.EqualTo(new[] { path }));
    }
}
