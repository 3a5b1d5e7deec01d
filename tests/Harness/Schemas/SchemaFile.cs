using System.Text.Json;
using Json.Schema;
using VisEval.Harness.Configuration;
using VisEval.Harness.Schemas;

namespace VisEval.Tests.Harness.Schemas;

/// <summary>The schema of a kind of file, as JsonSchema.Net reads it.</summary>
internal sealed class SchemaFile(string name)
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private readonly JsonSchema _schema = JsonSchema.FromText(
        FileSchema.All.Single(s => s.Name == name).Text(Catalogues.BuiltIn()), new BuildOptions { SchemaRegistry = new SchemaRegistry() });

    /// <summary>Why a text is not valid; empty where it is.</summary>
    public IReadOnlyList<string> Errors(string text)
    {
        using var document = JsonDocument.Parse(text, Lenient);
        var result = _schema.Evaluate(document.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
        return result.IsValid
            ? []
            :
            [
                .. (result.Details ?? []).Where(d => d.Errors is { Count: > 0 })
                    .SelectMany(d => d.Errors!.Select(e => $"{d.InstanceLocation}: {e.Key} {e.Value}")),
            ];
    }
}
