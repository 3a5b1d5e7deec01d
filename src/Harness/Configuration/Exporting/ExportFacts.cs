using System.Globalization;
using System.Text.Json;
using VisEval.Harness.Datasets;
using VisEval.Onnx.Loading;

namespace VisEval.Harness.Configuration.Exporting;

/// <summary>What was said of the network in a file beside it, as the exported file says it: by the names and in the form of
/// model.json.</summary>
internal static class ExportFacts
{
    /// <summary>The entries; nothing for what nobody said.</summary>
    /// <param name="choices">What was said of the network.</param>
    /// <param name="preprocessing">How a picture becomes its input; null where nothing says.</param>
    public static IReadOnlyDictionary<string, string> Of(NetworkChoices choices, Preprocessing? preprocessing)
    {
        var facts = new Dictionary<string, string>
        {
            ["viseval.preprocessing"] = preprocessing is null ? "unknown" : PreprocessingText.Of(preprocessing),
        };
        if (choices.LabelOffset != 0)
            facts["viseval.labelOffset"] = choices.LabelOffset.ToString(CultureInfo.InvariantCulture);
        if (choices.LabelMap is { } map)
            facts["viseval.labelMap"] = JsonSerializer.Serialize(map);
        if (choices.Reduction is { } reduction)
            facts["viseval.score"] = reduction.Text;
        if (choices.Kind is { } kind)
            facts["viseval.scoreKind"] = kind.ToString().ToLowerInvariant();
        if (choices.Output is { } output)
            facts["viseval.output"] = output;
        return facts;
    }
}
