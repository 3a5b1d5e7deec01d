using VisEval.Harness.Reports.Page;
using VisEval.Harness.Results;

namespace VisEval.Tests.Harness.Reports.Page;

public sealed class MapTileTests
{
    private static string Tile(int height, int width, byte[]? pixels) =>
        MapTile.Alone(new MapRow("toy", "net", "gradient", "i0", 0, height, width, pixels), 64).Source;

    [Test]
    public void A_map_has_the_proportions_of_the_input()
    {
        Assert.That(Tile(2, 4, new byte[8]), Does.StartWith("<i class=\"tile\" style=\"--w:1;--h:0.5\"><img"));
        Assert.That(Tile(5, 2, new byte[10]), Does.StartWith("<i class=\"tile\" style=\"--w:0.4;--h:1\"><img"));
        Assert.That(Tile(4, 4, new byte[16]), Does.StartWith("<i class=\"tile\"><img"));
    }

    [Test]
    public void Where_there_is_no_map_its_place_has_them_too() =>
        Assert.That(Tile(2, 4, null), Is.EqualTo("<i class=\"tile none\" style=\"--w:1;--h:0.5\">no map</i>"));
}
