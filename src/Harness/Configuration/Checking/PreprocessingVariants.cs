using VisEval.Harness.Datasets;

namespace VisEval.Harness.Configuration.Checking;

/// <summary>What a preprocessing is mistaken for: other channel orders, scales, means, and ways to bring a picture to size.</summary>
internal static class PreprocessingVariants
{
    // timm's usual part of the shorter side.
    private const double UsualPart = 0.875;

    /// <summary>The same picture with its values treated otherwise: every preset for that number of channels, and each with the channels
    /// turned round.</summary>
    public static IEnumerable<(string Name, Preprocessing Preprocessing)> Values(Preprocessing stated)
    {
        var known = PreprocessingPresets.All.Select(p => (Name: p.Key, Values: p.Value.For(stated.ChannelCount)))
            .Where(p => p.Values.ChannelCount == stated.ChannelCount)
            .Select(p => (p.Name, stated with
            {
                Channels = p.Values.Channels,
                Scale = p.Values.Scale,
                Mean = p.Values.Mean,
                Std = p.Values.Std,
            }));
        return known.Prepend((Name: "", stated)).SelectMany(v => Turned(v.Item2) is { } turned
            ? new[] { v, (Named(v.Item1, turned.Channels), turned) }
            : [v]);
    }

    /// <summary>The same values with the picture brought to size otherwise.</summary>
    public static IEnumerable<(string Name, Preprocessing Preprocessing)> Sizes(Preprocessing stated)
    {
        var plain = stated with { ShorterSide = null, CropPct = null, Fill = null };
        yield return ("squash", plain with { Resize = Preprocessing.Squash });
        yield return ("crop of all of the shorter side", plain with { Resize = Preprocessing.Crop });
        yield return ($"crop of {UsualPart} of the shorter side", plain with { Resize = Preprocessing.Crop, CropPct = UsualPart });
        yield return ("letterbox", plain with { Resize = Preprocessing.Letterbox });
    }

    /// <summary>A preprocessing with one part as it is stated: size, values, order of colours.</summary>
    public static IEnumerable<Preprocessing> Restored(Preprocessing tried, Preprocessing stated)
    {
        yield return Sized(tried, stated);
        var values = tried.Channels == stated.Channels ? stated : Turned(stated);
        if (values is not null)
            yield return Sized(values, tried);
        if (tried.Channels != stated.Channels && Turned(tried) is { } turned)
            yield return turned;
    }

    /// <summary>What differs, in the words of the variants: values, then size.</summary>
    public static IEnumerable<string> Differences(Preprocessing stated, Preprocessing tried)
    {
        bool Are(Preprocessing a, Preprocessing b) => a.ToString() == b.ToString();
        yield return Values(stated).FirstOrDefault(v => Are(v.Preprocessing, Sized(tried, stated))).Name ?? "";
        if (!Are(Sized(stated, tried), stated))
            yield return Sizes(tried).FirstOrDefault(s => Are(s.Preprocessing, tried)).Name ?? "";
    }

    private static Preprocessing Sized(Preprocessing values, Preprocessing size) => values with
    {
        Resize = size.Resize,
        ShorterSide = size.ShorterSide,
        CropPct = size.CropPct,
        Fill = size.Fill,
    };

    // Mean and deviation stay with their colour.
    private static Preprocessing? Turned(Preprocessing preprocessing)
    {
        string[] orders = ["RGB", "BGR"];
        return !orders.Contains(preprocessing.Channels) ? null : preprocessing with
        {
            Channels = orders.First(order => order != preprocessing.Channels),
            Mean = [.. preprocessing.Mean.Reverse()],
            Std = [.. preprocessing.Std.Reverse()],
        };
    }

    private static string Named(string name, string channels) => name.Length == 0 ? channels : $"{name}, {channels}";
}
