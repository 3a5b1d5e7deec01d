using SkiaSharp;
using VisEval.Core;
using VisEval.Training.Commands;
using VisEval.Training.Scenes;

namespace VisEval.Tests.Training.Scenes;

public sealed class EvaluationSetTests
{
    private static readonly (string Id, Scene Scene)[] All = EvaluationSet.Draw().ToArray();

    [Test]
    public void Half_of_the_scenes_hold_one_object_and_half_two_in_turn()
    {
        Assert.That(All, Has.Length.EqualTo(240));
        Assert.That(All.Select(s => s.Id), Is.Unique);
        Assert.That(All.Select((s, i) => s.Scene.Objects.Count == 1 + i % 2), Is.All.True);
        Assert.That(All.Take(3).Select(s => s.Id), Is.EqualTo(new[] { "one-000", "two-000", "one-001" }));
    }

    [Test]
    public void Classes_and_backgrounds_are_balanced()
    {
        var ones = All.Where(s => s.Scene.Objects.Count == 1).Select(s => s.Scene).ToArray();
        var twos = All.Where(s => s.Scene.Objects.Count == 2).Select(s => s.Scene).ToArray();
        Assert.That(ones.GroupBy(s => s.Objects[0].Class).Select(g => g.Count()), Is.EqualTo(Enumerable.Repeat(12, 10)));
        Assert.That(ones.GroupBy(s => s.Background).Select(g => g.Count()), Is.EqualTo(Enumerable.Repeat(12, 10)));
        Assert.That(twos.SelectMany(s => s.Objects).GroupBy(o => o.Class).Select(g => g.Count()), Is.EqualTo(Enumerable.Repeat(24, 10)));
        Assert.That(twos.GroupBy(s => s.Background).Select(g => g.Count()), Is.EqualTo(Enumerable.Repeat(12, 10)));
    }

    [Test]
    public void Every_class_meets_every_background()
    {
        var ones = All.Where(s => s.Scene.Objects.Count == 1).GroupBy(s => (s.Scene.Objects[0].Class, s.Scene.Background));
        Assert.That(ones.Select(g => g.Count()).ToArray(), Has.Length.EqualTo(100).And.All.InRange(1, 2));
        var twos = All.Where(s => s.Scene.Objects.Count == 2)
            .SelectMany(s => s.Scene.Objects.Select(o => (o.Class, s.Scene.Background))).GroupBy(p => p);
        Assert.That(twos.Select(g => g.Count()).ToArray(), Has.Length.EqualTo(100).And.All.InRange(1, 4));
    }

    [Test]
    public void A_short_prefix_holds_both_kinds_and_all_classes()
    {
        var prefix = All.Take(20).Select(s => s.Scene).ToArray();
        Assert.That(prefix.Count(s => s.Objects.Count == 2), Is.EqualTo(10));
        Assert.That(prefix.SelectMany(s => s.Objects).Select(o => o.Class).Distinct().Count(), Is.EqualTo(10));
    }

    [Test]
    public void The_committed_pictures_and_masks_are_what_is_drawn()
    {
        var folder = Path.Combine(Repository(), "datasets", "scenes");
        var images = SceneManifest.Read(folder).Images;
        Assert.That(images.Select(i => i.Id), Is.EqualTo(All.Select(s => s.Id)));
        foreach (var (image, (id, scene)) in images.Zip(All))
        {
            Assert.That(Decode(Path.Combine(folder, image.File)), Is.EqualTo(scene.Rgb), id);
            Assert.That(image.Background, Is.EqualTo(SceneBackgrounds.Names[scene.Background]), id);
            Assert.That(image.Labels, Is.EqualTo(scene.Objects.Select(o => o.Class)), id);
            foreach (var (stored, drawn) in image.Objects.Zip(scene.Objects))
            {
                var mask = drawn.Mask.Pixels.SelectMany(p => Enumerable.Repeat((byte)(p ? 255 : 0), 3));
                Assert.That(Decode(Path.Combine(folder, stored.Mask)), Is.EqualTo(mask), id);
                Assert.That(new Box(stored.Box[0], stored.Box[1], stored.Box[2], stored.Box[3]), Is.EqualTo(drawn.Box), id);
            }
        }
    }

    [Test]
    public void The_committed_hashes_are_those_of_the_files()
    {
        var folder = Path.Combine(Repository(), "datasets", "scenes");
        var manifest = SceneManifest.Read(folder);
        Assert.That(manifest.Sha256, Is.EqualTo(manifest.WithFiles(folder).Sha256));
    }

    private static byte[] Decode(string path)
    {
        using var bitmap = SKBitmap.Decode(path);
        return bitmap.Pixels.SelectMany(p => new[] { p.Red, p.Green, p.Blue }).ToArray();
    }

    private static string Repository()
    {
        var folder = TestContext.CurrentContext.TestDirectory;
        while (!File.Exists(Path.Combine(folder, "VisEval.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("No VisEval.sln above the tests.");
        return folder;
    }
}
