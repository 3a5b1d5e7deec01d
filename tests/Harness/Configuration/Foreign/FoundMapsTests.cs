using VisEval.Core;
using VisEval.Harness.Configuration.Foreign;
using VisEval.Harness.Datasets;
using VisEval.Harness.Evaluation;

namespace VisEval.Tests.Harness.Configuration.Foreign;

/// <summary>Which map is of which class of an image.</summary>
public sealed class FoundMapsTests
{
    private static readonly PlacedMap[] Stated = [new(new MapPlace("a", 0), 4), new(new MapPlace("b", null), 2)];

    [Test]
    public void A_stated_class_finds_its_map_whatever_the_order() => Assert.Multiple(() =>
    {
        var found = Found(Stated);
        Assert.That(found.StatesClasses, Is.True);
        Assert.That(found.Of(Subject(target: 2, position: 0)), Is.EqualTo(new MapPlace("b", null)));
        Assert.That(found.Of(Subject(target: 4, position: 0)), Is.EqualTo(new MapPlace("a", 0)));
    });

    [Test]
    public void A_map_of_another_class_is_not_taken_for_the_explained_one() => Assert.That(
        () => Found(Stated).Of(Subject(target: 3, position: 0)),
        Throws.TypeOf<NotApplicableException>().With.Property("Why").EqualTo("other-class")
            .And.Message.Contains("no map of class 3").And.Message.Contains("of class 4, 2."));

    [Test]
    public void Without_classes_maps_are_in_the_order_of_the_classes()
    {
        var found = Found([.. Stated.Select(m => m with { Class = null })]);
        Assert.That(found.StatesClasses, Is.False);
        Assert.That(found.Of(Subject(target: 9, position: 1)), Is.EqualTo(new MapPlace("b", null)));
    }

    private static FoundMaps Found(IReadOnlyList<PlacedMap> maps) =>
        new(new Dictionary<string, IReadOnlyList<PlacedMap>> { ["image"] = maps }, ["a", "b"]);

    private static LoadedSubject Subject(int target, int position)
    {
        var image = new DatasetImage("image", "image.png", [], []);
        var prepared = new PreparedImage(image, Tensor.Zeros(1, 1, 4, 4), ImageGeometry.Identity(4, 4), "hash");
        return new LoadedSubject(prepared, target, position, Seed.Of(1), _ => null);
    }
}
