using System.Security.Cryptography;
using VisEval.Core;
using VisEval.Training.Scenes;

namespace VisEval.Tests.Training.Scenes;

public sealed class SceneRendererTests
{
    private const int Pixels = SceneRenderer.Size * SceneRenderer.Size;

    private static readonly Scene[] Ones = Sample("ones", 1, 1200);
    private static readonly Scene[] Twos = Sample("twos", 2, 400);

    private static IEnumerable<SceneObject> Objects => Ones.Concat(Twos).SelectMany(s => s.Objects);

    [Test]
    public void A_scene_has_the_asked_number_of_objects_of_different_classes()
    {
        Assert.That(Ones.Select(s => s.Objects.Count), Is.All.EqualTo(1));
        Assert.That(Twos.Select(s => s.Objects.Select(o => o.Class).Distinct().Count()), Is.All.EqualTo(2));
        Assert.That(Ones.Select(s => s.Rgb.Length), Is.All.EqualTo(3 * Pixels));
    }

    [Test]
    public void Every_object_covers_4_to_20_per_cent_of_the_picture() =>
        Assert.That(Objects.Select(o => o.Mask.Count / (double)Pixels), Is.All.InRange(0.04, 0.20));

    [Test]
    public void Sizes_use_the_whole_range()
    {
        var areas = Ones.Select(s => s.Objects[0].Mask.Count / (double)Pixels).ToArray();
        Assert.That(areas.Count(a => a < 0.06), Is.GreaterThan(areas.Length / 10));
        Assert.That(areas.Count(a => a > 0.14), Is.GreaterThan(areas.Length / 10));
    }

    [Test]
    public void The_box_is_the_tight_box_of_the_mask()
    {
        foreach (var o in Objects)
        {
            var set = Enumerable.Range(0, Pixels).Where(i => o.Mask.Pixels[i]).ToArray();
            var (rows, columns) = (set.Select(i => i / SceneRenderer.Size).ToArray(), set.Select(i => i % SceneRenderer.Size).ToArray());
            Assert.That(o.Box, Is.EqualTo(new Box(columns.Min(), rows.Min(), columns.Max() + 1, rows.Max() + 1)));
        }
    }

    [Test]
    public void Objects_lie_inside_the_picture_and_reach_every_part_of_it()
    {
        Assert.That(Objects.Min(o => Math.Min(o.Box.X0, o.Box.Y0)), Is.EqualTo(1));
        Assert.That(Objects.Max(o => Math.Max(o.Box.X1, o.Box.Y1)), Is.EqualTo(SceneRenderer.Size - 1));
        var share = new double[Pixels];
        foreach (var scene in Ones)
            for (var i = 0; i < Pixels; i++)
                share[i] += scene.Objects[0].Mask.Pixels[i] ? 1.0 / Ones.Length : 0;
        // The corners are hard to reach for a round thing. The middle has no bound of its own: a large object that
        // lies wholly inside must often cover it, however evenly it is placed.
        var inner = Enumerable.Range(0, Pixels).Where(i => i / 64 is >= 10 and < 54 && i % 64 is >= 10 and < 54).Select(i => share[i]);
        Assert.That(inner, Is.All.GreaterThan(0.02));
    }

    [Test]
    public void A_single_object_is_placed_uniformly_in_the_room_it_has()
    {
        // A box w wide can start at 1..63-w: each quarter of that room gets 25 %, within four standard deviations of 1.25 %.
        double Place(double start, double end) => (start - 0.5) / (SceneRenderer.Size - 1 - (end - start));
        var boxes = Ones.Select(s => s.Objects[0].Box).ToArray();
        foreach (var places in new[] { boxes.Select(b => Place(b.X0, b.X1)), boxes.Select(b => Place(b.Y0, b.Y1)) })
            for (var quarter = 0; quarter < 4; quarter++)
                Assert.That(places.Count(p => (int)(4 * p) == quarter) / (double)Ones.Length, Is.EqualTo(0.25).Within(0.05));
    }

    [Test]
    public void Two_objects_do_not_overlap() =>
        Assert.That(
            Twos.Select(s => Enumerable.Range(0, Pixels).Count(i => s.Objects[0].Mask.Pixels[i] && s.Objects[1].Mask.Pixels[i])),
            Is.All.Zero);

    [Test]
    public void A_scene_depends_on_its_seed_alone_whatever_thread_draws_it()
    {
        var again = new Scene[100];
        Parallel.For(0, again.Length, i => again[^(i + 1)] = SceneRenderer.Draw(Seed.Of(3).For("twos").For(again.Length - 1 - i), 2));
        for (var i = 0; i < again.Length; i++)
        {
            Assert.That(Hash(again[i]), Is.EqualTo(Hash(Twos[i])));
            Assert.That(again[i].Background, Is.EqualTo(Twos[i].Background));
            Assert.That(again[i].Objects.Select(o => (o.Class, o.Box)), Is.EqualTo(Twos[i].Objects.Select(o => (o.Class, o.Box))));
        }
        Assert.That(Ones.Concat(Twos).Select(Hash), Is.Unique);
    }

    [Test]
    public void The_background_is_independent_of_the_class()
    {
        // Pearson's chi-square of the 10×10 table: 81 degrees of freedom, exceeded by chance once in a thousand above 126.
        var expected = Ones.Length / 100.0;
        var table = Ones.GroupBy(s => (s.Objects[0].Class, s.Background)).ToDictionary(g => g.Key, g => g.Count());
        var square = Enumerable.Range(0, 100).Sum(i => Math.Pow(table.GetValueOrDefault((i / 10, i % 10)) - expected, 2) / expected);
        Assert.That(square, Is.LessThan(126));
    }

    [Test]
    public void Every_object_stands_out_from_what_is_around_it()
    {
        foreach (var scene in Ones)
        {
            var o = scene.Objects[0];
            var around = Mean(Enumerable.Range(0, Pixels).Where(i => InRim(o, i)).Select(i => Luminance(scene, i)));
            var inside = Enumerable.Range(0, Pixels).Where(i => o.Mask.Pixels[i]).Select(i => Luminance(scene, i));
            Assert.That(Mean(inside.Select(l => Math.Abs(l - around))), Is.GreaterThan(0.13), SceneClasses.Names[o.Class]);
        }
    }

    [Test]
    public void Colour_does_not_tell_the_class()
    {
        var (known, unknown) = (Ones[..700], Ones[700..]);
        var means = known.GroupBy(s => s.Objects[0].Class)
            .ToDictionary(g => g.Key, g => Enumerable.Range(0, 3).Select(c => g.Average(s => ObjectColour(s)[c])).ToArray());
        var right = unknown.Count(s => means.MinBy(m => Square(m.Value, ObjectColour(s))).Key == s.Objects[0].Class);
        // Chance is 10 % of 500, standard deviation 6.7: within four of them.
        Assert.That(right, Is.InRange(23, 77));
    }

    [TestCaseSource(nameof(ClassesAndBackgrounds))]
    public void Every_class_can_be_drawn_on_every_background(int @class, int background)
    {
        var scene = SceneRenderer.Draw(Seed.Of(1), [@class], background);
        Assert.That((scene.Objects.Single().Class, scene.Background), Is.EqualTo((@class, background)));
    }

    [Test]
    public void Wrong_requests_are_refused()
    {
        Assert.That(() => SceneRenderer.Draw(Seed.Of(1), 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => SceneRenderer.Draw(Seed.Of(1), 3), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => SceneRenderer.Draw(Seed.Of(1), [4, 4], 0), Throws.ArgumentException);
        Assert.That(() => SceneRenderer.Draw(Seed.Of(1), [], 0), Throws.ArgumentException);
    }

    private static IEnumerable<object[]> ClassesAndBackgrounds() =>
        from c in Enumerable.Range(0, SceneClasses.Names.Count)
        from b in Enumerable.Range(0, SceneBackgrounds.Names.Count)
        select new object[] { c, b };

    private static Scene[] Sample(string name, int objects, int count) =>
        Enumerable.Range(0, count).Select(i => SceneRenderer.Draw(Seed.Of(3).For(name).For(i), objects)).ToArray();

    private static string Hash(Scene scene) => Convert.ToHexString(SHA256.HashData(scene.Rgb));

    private static double Luminance(Scene s, int i) =>
        (0.2126 * s.Rgb[3 * i] + 0.7152 * s.Rgb[3 * i + 1] + 0.0722 * s.Rgb[3 * i + 2]) / 255;

    // Outside the mask, but inside the box grown by three pixels.
    private static bool InRim(SceneObject o, int i)
    {
        var (x, y) = (i % SceneRenderer.Size, i / SceneRenderer.Size);
        return !o.Mask.Pixels[i] && x >= o.Box.X0 - 3 && x < o.Box.X1 + 3 && y >= o.Box.Y0 - 3 && y < o.Box.Y1 + 3;
    }

    private static double[] ObjectColour(Scene scene)
    {
        var set = Enumerable.Range(0, Pixels).Where(i => scene.Objects[0].Mask.Pixels[i]).ToArray();
        return [.. Enumerable.Range(0, 3).Select(c => set.Average(i => (double)scene.Rgb[3 * i + c]))];
    }

    private static double Square(double[] a, double[] b) => a.Zip(b, (x, y) => (x - y) * (x - y)).Sum();

    private static double Mean(IEnumerable<double> values) => values.Average();
}
