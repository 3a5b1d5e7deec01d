using VisEval.Harness.Configuration.Foreign;
using VisEval.Tests.Cli;

namespace VisEval.Tests.Harness.Configuration.Foreign;

/// <summary>Which folder or file is of which network on which dataset.</summary>
public sealed class MapLayoutTests
{
    [TestCase("d/m/", 1, 1, "d/m")]
    [TestCase("m/", 1, 2, "m")]
    [TestCase("m.npy", 1, 2, "m.npy")]
    [TestCase("d/m.npy", 2, 4, "d/m.npy")]
    [TestCase("m/ d/m/", 1, 1, "d/m", TestName = "what names the dataset is meant")]
    [TestCase("other/", 1, 1, "", TestName = "of one network the folder itself")]
    [TestCase("other/", 1, 2, null, TestName = "of several networks never the folder itself")]
    [TestCase("m/", 2, 2, null, TestName = "of several datasets never a folder that names none")]
    [TestCase("m", 1, 2, null, TestName = "a file without ending is no array")]
    public void Is_found(string there, int datasets, int jobs, string? found)
    {
        using var folder = new TemporaryFolder();
        foreach (var name in there.Split(' '))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder[name])!);
            if (!name.EndsWith('/'))
                File.WriteAllText(folder[name], "");
        }
        var place = MapLayout.Find(folder.Path, "d", "m", datasets, jobs, out var tried);
        Assert.That(place, Is.EqualTo(found is null ? null : found.Length == 0 ? folder.Path : folder[found]));
        Assert.That(tried, Has.Count.EqualTo(datasets == 1 ? 4 : 2));
    }

    [Test]
    public void A_single_file_is_of_one_network()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["maps.npy"], "");
        Assert.That(MapLayout.Find(folder["maps.npy"], "d", "m", 1, 1, out _), Is.EqualTo(folder["maps.npy"]));
        Assert.That(MapLayout.Find(folder["maps.npy"], "d", "m", 1, 2, out _), Is.Null);
    }
}
