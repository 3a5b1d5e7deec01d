using System.Globalization;
using System.Text.RegularExpressions;
using VisEval.Harness.Reports.Learned;
using VisEval.Methods.Representation.Contracts;

namespace VisEval.Tests.Harness.Reports.Learned;

public sealed class PointsMarkupTests
{
    [Test]
    public void One_scale_for_both_directions_and_up_is_up()
    {
        // A right angle with sides 3 and 4: wider than the plane, were it stretched to it.
        var html = Render([(0, 0), (30, 0), (30, 4)]);
        var (x, y) = (Numbers(html, "x"), Numbers(html, "y"));
        Assert.That((x[1] - x[0]) / (y[1] - y[2]), Is.EqualTo(30 / 4.0).Within(0.02));
        Assert.That(y[0], Is.EqualTo(y[1]));
        Assert.That(x.Concat(y), Is.All.InRange(0, 640));
    }

    [Test]
    public void A_single_point_stands_in_the_middle()
    {
        var html = Render([(7, 7)]);
        Assert.That((Numbers(html, "x")[0], Numbers(html, "y")[0]), Is.EqualTo((320.0, 240.0)));
    }

    [Test]
    public void Groups_differ_in_colour_or_shape()
    {
        var marks = Enumerable.Range(0, 35).Select(g => (GroupMark.Color(g), GroupMark.Path(g, 0, 0))).ToList();
        Assert.That(marks, Is.Unique);
        foreach (var (a, b) in marks.Zip(marks.Skip(1)))
            Assert.That((a.Item1 != b.Item1, a.Item2 != b.Item2), Is.EqualTo((true, true)), "neighbours differ in both");
    }

    private static string Render(IReadOnlyList<(double, double)> at) => new PointsMarkup(
        new FindingPicture.Points("p", "map", at, [.. at.Select(_ => 0)], ["cat"]), null, _ => "").Render().Source;

    private static double[] Numbers(string html, string name) =>
    [
        .. Regex.Match(html, $"\"{name}\":\\[([^\\]]*)\\]").Groups[1].Value.Split(',')
            .Select(n => double.Parse(n, CultureInfo.InvariantCulture)),
    ];
}
