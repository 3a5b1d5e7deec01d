using System.Text.Encodings.Web;
using System.Text.Json;
using VisEval.Harness.Analysis.Gate;
using VisEval.Harness.Configuration;
using VisEval.Harness.Datasets;
using VisEval.Harness.Input;

namespace VisEval.Harness.Schemas;

/// <summary>A kind of JSON file that people write, with the reader that says what it may hold.</summary>
/// <param name="Name">What it is called on the command line.</param>
/// <param name="About">What it is, in one sentence.</param>
internal sealed record FileSchema(string Name, string About)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Every kind.</summary>
    public static IReadOnlyList<FileSchema> All { get; } =
    [
        new("dataset", "A dataset.json: labelled images for viseval.") { Read = f => DatasetReader.Manifest(f, "dataset.json", []) },
        new("model", "A model.json: what stands beside a model.onnx for viseval.") { Read = f => ModelFile.Description(f) },
        new("run", "A configuration of viseval run.") { Read = f => RunConfigFile.Config(f) },
        new("policy", "A policy of viseval compare --policy.") { Read = f => GatePolicyFile.Policy(f) },
        new("ranking", "A rule of viseval report --ranking.") { Read = f => RankingRuleFile.Read(f) },
    ];

    private Action<JsonFields> Read { get; init; } = _ => { };

    /// <summary>Its JSON Schema (draft 2020-12), indented, ending in a line feed.</summary>
    /// <remarks>It is made by the reader of such files; a reader also refuses what a schema cannot say.</remarks>
    /// <param name="catalogues">The units that can be named.</param>
    public string Text(Catalogues catalogues) =>
        new SchemaWriter(catalogues.NamesOf).Write(Name, About, ShapedFields.Of(Read)).ToJsonString(Options) + "\n";
}
