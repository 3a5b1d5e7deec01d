using VisEval.Harness.Input;

namespace VisEval.Harness.Datasets;

/// <summary>Reads the <c>preprocessing</c> object of dataset.json and model.json.</summary>
internal static class PreprocessingReader
{
    /// <summary>The preprocessing, or null after its mistakes were noted.</summary>
    public static Preprocessing? Read(JsonValue value) => value.Fields() is { } fields ? Read(fields) : null;

    /// <summary>The preprocessing that has these fields, or null after its mistakes were noted.</summary>
    public static Preprocessing? Read(JsonFields fields)
    {
        var channels = fields.Required("channels")?.Word([.. Preprocessing.ChannelOrders.Keys]);
        var scale = fields.Required("scale")?.Number();
        if (scale <= 0)
            fields.Mistake("scale", "the factor on 0..255 values must be greater than 0; 1/255 = 0.00392156862745098 gives 0..1.");
        var mean = fields.Required("mean")?.Values(v => v.Number()) ?? [];
        var std = fields.Required("std")?.Values(v => v.Number()) ?? [];
        if (std.Any(s => s <= 0))
            fields.Mistake("std", "every value must be greater than 0.");
        var resize = fields.Optional("resize") is { } given ? given.Word([Preprocessing.Squash, Preprocessing.Crop]) : Preprocessing.Squash;
        var shorterSide = fields.Optional("shorterSide")?.Integer();
        if (shorterSide < 1)
            fields.Mistake("shorterSide", $"{shorterSide} is not allowed; shorterSide is at least 1 pixel.");
        fields.Close();

        if (channels is null || scale is null || resize is null)
            return null;
        var count = Preprocessing.ChannelOrders[channels];
        foreach (var (name, values) in new[] { ("mean", mean), ("std", std) })
            if (values.Count != count)
                fields.Mistake(name, $"{values.Count} values do not fit channels \"{channels}\"; give {count}, in that order.");
        return mean.Count == count && std.Count == count ? new Preprocessing(channels, scale.Value, mean, std, resize, shorterSide) : null;
    }
}
