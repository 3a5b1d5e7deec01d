using VisEval.Harness.Datasets.Pictures;
using VisEval.Harness.Input;

namespace VisEval.Harness.Datasets;

/// <summary>Reads the <c>preprocessing</c> of dataset.json, model.json and a run's configuration: the name of a preset, or an object whose
/// fields replace those of the preset that it may name.</summary>
internal static class PreprocessingReader
{
    private static readonly JsonBounds Sides = new(1, PictureLimits.LongestSide);

    private static readonly JsonBounds Parts = new(0, 1) { IsAbove = true };

    /// <summary>The preprocessing, or null after its mistakes were noted.</summary>
    public static Preprocessing? Read(JsonValue value) =>
        value.IsText ? Preset(value) : value.Fields() is { } fields ? Read(fields) : null;

    /// <summary>The preprocessing that has these fields, or null after its mistakes were noted.</summary>
    public static Preprocessing? Read(JsonFields fields)
    {
        fields.Of<Preprocessing>().As("preset", typeof(PreprocessingPresets), nameof(PreprocessingPresets.All));
        var preset = fields.Optional("preset") is { } named ? Preset(named) : null;
        JsonValue? Given(string name) => preset is null ? fields.Required(name) : fields.Optional(name);

        var channels = Given("channels") is { } order ? order.Word([.. Preprocessing.ChannelOrders.Keys]) : preset?.Channels;
        var scale = Given("scale") is { } factor ? factor.Within(JsonBounds.Positive).Number() : preset?.Scale;
        if (scale is { } given && !JsonBounds.Positive.Allow(given))
            fields.Mistake("scale", "the factor on 0..255 values must be greater than 0; 1/255 = 0.00392156862745098 gives 0..1.");
        var mean = Given("mean") is { } means ? means.Values(v => v.Number()) : OfColours(preset, channels, p => p.Mean);
        var std = Given("std") is { } deviations
            ? deviations.Values(v => v.Within(JsonBounds.Positive).Number())
            : OfColours(preset, channels, p => p.Std);
        if (!std.All(s => JsonBounds.Positive.Allow(s)))
            fields.Mistake("std", "every value must be greater than 0.");
        var resize = fields.Optional("resize") is { } way ? way.Word([.. Cut.Ways.Keys]) : Preprocessing.Squash;
        var (shorterSide, cropPct) = Size(fields, resize);
        var interpolation = fields.Optional("interpolation") is { } filter
            ? filter.Word([.. Interpolation.All.Keys])
            : Interpolation.Default;
        var fill = Colour(fields, "fill");
        if (fill is not null && resize is not (null or Preprocessing.Letterbox))
            fields.Mistake("fill", $"only \"resize\": \"{Preprocessing.Letterbox}\" pads; leave it out.");
        var background = Colour(fields, "background");
        fields.Close();

        if (channels is null || scale is null || resize is null || interpolation is null)
            return null;
        var count = Preprocessing.ChannelOrders[channels];
        foreach (var (name, values) in new[] { ("mean", mean), ("std", std) })
            if (values.Count != count)
                fields.Mistake(name, $"{values.Count} values do not fit channels \"{channels}\"; give {count}, in that order.");
        return mean.Count == count && std.Count == count
            ? new Preprocessing(channels, scale.Value, mean, std, resize, shorterSide, cropPct, interpolation, fill, background)
            {
                AnyChannels = preset is { AnyChannels: true } && !fields.Has("channels") && !fields.Has("mean") && !fields.Has("std"),
            }
            : null;
    }

    // The mean of red stays that of red where the channels are turned round.
    private static IReadOnlyList<double> OfColours(
        Preprocessing? preset, string? channels, Func<Preprocessing, IReadOnlyList<double>> of) =>
        preset is null ? []
        : channels is null || preset.StoredChannel(0) == (preset with { Channels = channels }).StoredChannel(0) ? of(preset)
        : [.. of(preset).Reverse()];

    private static Preprocessing? Preset(JsonValue value) =>
        value.Word([.. PreprocessingPresets.All.Keys]) is { } name ? PreprocessingPresets.All[name] : null;

    private static (int? ShorterSide, double? CropPct) Size(JsonFields fields, string? resize)
    {
        var shorterSide = fields.Optional("shorterSide")?.Within(Sides).Integer();
        if (shorterSide is { } side && !Sides.Allow(side))
            fields.Mistake("shorterSide", $"{shorterSide} is not allowed; shorterSide is 1 to {PictureLimits.LongestSide} pixels.");
        var cropPct = fields.Optional("cropPct")?.Within(Parts).Number();
        if (cropPct is { } part && !Parts.Allow(part))
            fields.Mistake("cropPct", $"{cropPct} is not allowed; it is the part of the shorter side that is kept, above 0 and at most 1.");
        if (cropPct is not null && shorterSide is not null)
            fields.Mistake("cropPct", "shorterSide says it already; leave one out.");
        if (cropPct is not null && resize is not (null or Preprocessing.Crop))
            fields.Mistake("cropPct", $"only \"resize\": \"{Preprocessing.Crop}\" cuts; leave it out.");
        return (shorterSide, cropPct);
    }

    private static IReadOnlyList<int>? Colour(JsonFields fields, string name)
    {
        if (fields.Optional(name) is not { } given)
            return null;
        var colour = given.OfLength(3, 3).Values(v => v.Within(JsonBounds.Level).Integer());
        if (colour.Count == 3 && colour.All(v => JsonBounds.Level.Allow(v)))
            return colour;
        fields.Mistake(name, "a colour is [red, green, blue], each 0 to 255.");
        return null;
    }
}
