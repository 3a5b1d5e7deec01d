using VisEval.Harness.Reports.Charts;

namespace VisEval.Tests.Harness.Reports.Charts;

public sealed class LabelPlacesTests
{
    [Test]
    public void A_lonely_point_has_its_label_on_the_right() =>
        Assert.That(LabelPlaces.Find([(200, 100)], ["a"], 600), Is.EqualTo(new[] { (209.0, 104.0, "start") }));

    [Test]
    public void At_the_right_edge_the_label_is_on_the_left() =>
        Assert.That(LabelPlaces.Find([(590, 100)], ["a long name"], 600)[0].Anchor, Is.EqualTo("end"));

    [Test]
    public void Points_close_together_have_labels_apart()
    {
        var places = LabelPlaces.Find([(200, 100), (202, 101), (201, 104)], ["first", "second", "third"], 600);
        Assert.That(places.Select(p => (p.Anchor, Math.Round(p.Y / 12))).Distinct().Count(), Is.EqualTo(3));
    }
}
