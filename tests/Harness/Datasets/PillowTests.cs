using System.Security.Cryptography;
using System.Text.Json;
using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Datasets.Pictures;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Datasets;

/// <summary>Prepared pictures against those of Pillow 9.4, torchvision 0.14 and timm's rules, byte for byte
/// (tests/Formats/resize/expected.json).</summary>
public sealed class PillowTests
{
    private const int Side = 224;
    private static readonly Preprocessing Plain = new("RGB", 1, [0, 0, 0], [1, 1, 1]);

    // What each op of expected.json is called here.
    private static readonly Dictionary<string, Preprocessing> Ops = new()
    {
        ["resize256-crop224-bilinear"] = Plain with { Resize = Preprocessing.Crop, ShorterSide = 256 },
        ["resize232-crop224-bilinear"] = Plain with { Resize = Preprocessing.Crop, ShorterSide = 232 },
        ["squash224-bicubic"] = Plain with { Interpolation = "bicubic" },
        ["squash224-nearest"] = Plain with { Interpolation = "nearest" },
        ["letterbox224-114"] = Plain with { Resize = Preprocessing.Letterbox, Fill = [114, 114, 114] },
        ["timm-0.875-bicubic"] = Plain with { Resize = Preprocessing.Crop, CropPct = 0.875, Interpolation = "bicubic" },
        ["timm-0.95-bicubic"] = Plain with { Resize = Preprocessing.Crop, CropPct = 0.95, Interpolation = "bicubic" },
    };

    public static IEnumerable<TestCaseData> Rows()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder(), "expected.json")));
        foreach (var row in json.RootElement.EnumerateArray().Select(r => r.Clone()))
            yield return new TestCaseData(row).SetArgDisplayNames(Text(row, "source"), Text(row, "op"));
    }

    [TestCaseSource(nameof(Rows))]
    public void Every_row_is_equal_byte_for_byte(JsonElement row)
    {
        var prepared = ImageLoader.Load(Path.Combine(Folder(), Text(row, "source")), Ops[Text(row, "op")], new ImageSize(3, Side, Side));
        var bytes = new byte[3 * Side * Side];
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)prepared.Input.Values[i % 3 * Side * Side + i / 3];
        Assert.That(Convert.ToHexStringLower(SHA256.HashData(bytes)), Is.EqualTo(Text(row, "sha256")));
        Assert.That((prepared.Geometry.OffsetX, prepared.Geometry.OffsetY), Is.EqualTo((Offset(row, "left"), Offset(row, "top"))));
    }

    [Test]
    public void Every_op_has_its_rows() =>
        Assert.That(Rows().Select(r => Text((JsonElement)r.Arguments[0]!, "op")).Distinct(), Is.EquivalentTo(Ops.Keys));

    // Keys' cubic with a = −½ at ¼ and ¾ of the way: −0.0703, 0.8672, 0.2266, −0.0234.
    [Test]
    public void Bicubic_interpolates_as_computed_by_hand()
    {
        var row = new Raster<byte>([0, 0, 100, 100, 100, 100], 6, 1, 1);
        var grown = Resampling.Resize(row, 12, 1, Interpolation.All["bicubic"]).Values;
        // Between 0, 0 | 100, 100: 100·(0.2266 − 0.0234) = 20.3 and 100·(1 − 0.2031) = 79.7.
        Assert.That(grown[3], Is.EqualTo(20));
        Assert.That(grown[4], Is.EqualTo(80));
        // It overshoots: 100·(1 + 0.0703) → 107, and below 0, where it is cut off.
        Assert.That(grown[5], Is.EqualTo(107));
        Assert.That(grown[2], Is.EqualTo(0));
    }

    private static double Offset(JsonElement row, string side) =>
        row.TryGetProperty($"crop_{side}", out var crop) ? crop.GetDouble()
        : row.TryGetProperty($"pad_{side}", out var pad) ? -pad.GetDouble() : 0;

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;

    private static string Folder() => Expected.Path("Formats", "resize");
}
