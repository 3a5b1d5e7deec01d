using VisEval.Harness.Reports.Charts;

namespace VisEval.Tests.Harness.Reports.Charts;

public sealed class LabelPlacesTests
{
    [Test]
    public void A_lonely_point_has_its_label_on_the_right() =>
        Assert.That(LabelPlaces.Find([(200, 100)], ["a"], 600), Is.EqualTo(new[] { new LabelPlace(209, 104, "start") }));

    [Test]
    public void At_the_right_edge_the_label_is_on_the_left() =>
        Assert.That(LabelPlaces.Find([(590, 100)], ["a long name"], 600)[0].Anchor, Is.EqualTo("end"));

    [Test]
    public void Points_close_together_have_labels_apart()
    {
        var places = LabelPlaces.Find([(200, 100), (202, 101), (201, 104)], ["first", "second", "third"], 600);
        Assert.That(places.Select(p => (p.Anchor, Math.Round(p.Y / 12))).Distinct().Count(), Is.EqualTo(3));
    }

    [Test]
    public void Labels_of_a_crowd_cover_neither_each_other_nor_the_line()
    {
        (double X, double Y)[] points = [(200, 100), (300, 92), (255, 90), (258, 110), (262, 98), (240, 104)];
        string[] labels = ["cam", "attn-lrp", "guided-ig:steps=16", "deepshap", "lrp-epsilon-plus", "integrated-gradients"];
        var places = LabelPlaces.Find(points, labels, 600, [points[0], points[1]]);

        var areas = places.Zip(labels, (p, label) =>
        {
            var length = 6.1 * label.Length;
            var left = p.Anchor switch { "start" => p.X, "end" => p.X - length, _ => p.X - length / 2 };
            return (Left: left, Right: left + length, Top: p.Y - 10, Bottom: p.Y + 2);
        }).ToList();
        foreach (var (i, a) in areas.Index())
        {
            foreach (var b in areas.Skip(i + 1))
                Assert.That(a.Left < b.Right && b.Left < a.Right && a.Top < b.Bottom && b.Top < a.Bottom, Is.False, labels[i]);
            for (var x = a.Left; x <= a.Right; x++)
                if (x is > 206 and < 294 && 100 - 8 * (x - 200) / 100 is var y)
                    Assert.That(y > a.Top && y < a.Bottom, Is.False, $"{labels[i]} on the line");
        }
        Assert.That(places.Any(p => p.Leader is not null));
        foreach (var (i, place) in places.Index())
            if (place.Leader is { } end)
                for (var share = 0.0; share <= 1; share += 0.02)
                {
                    var (x, y) = (points[i].X + share * (end.X - points[i].X), points[i].Y + share * (end.Y - points[i].Y));
                    Assert.That(
                        areas.Where((a, j) => j != i && x > a.Left && x < a.Right && y > a.Top && y < a.Bottom), Is.Empty, labels[i]);
                }
    }
}
