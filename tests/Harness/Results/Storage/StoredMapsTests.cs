using VisEval.Harness.Results;
using VisEval.Harness.Results.Storage;

namespace VisEval.Tests.Harness.Results.Storage;

/// <summary>Maps that no run writes.</summary>
public sealed class StoredMapsTests
{
    [TestCase(2, 3, 5)]
    [TestCase(2, 3, 7)]
    [TestCase(-2, -3, 6)]
    [TestCase(0, 5, 0)]
    public void Are_not_shown_and_the_first_is_named(int height, int width, int pixels)
    {
        var maps = new StoredMaps();
        Assert.That(maps.Checked(Map(height, width, new byte[pixels])).Pixels, Is.Null);
        Assert.That(
            maps.Warning, Does.Contain("holds 1 map that").And.Contain("grad-cam").And.Contain($"{pixels} pixels for {height}×{width}"));
    }

    [Test]
    public void What_a_run_writes_is_left_as_it_is()
    {
        var maps = new StoredMaps();
        var (whole, none) = (Map(2, 3, new byte[6]), Map(2, 3, null));
        Assert.That((maps.Checked(whole), maps.Checked(none), maps.Warning), Is.EqualTo((whole, none, (string?)null)));
    }

    private static MapRow Map(int height, int width, byte[]? pixels) =>
        new("scenes", "plain", "grad-cam", "one-000", 3, height, width, pixels);
}
