using System.Globalization;
using VisEval.Cli.Hosting;
using VisEval.Cli.Output;
using VisEval.Harness.Datasets;
using VisEval.Onnx.Inspection;

namespace VisEval.Cli.Checking;

/// <summary>What <c>viseval check</c> prints: lines "name  value", a table of operators, remarks.</summary>
internal static class CheckView
{
    // A gradient that agrees to this part along every direction is right; rounding and kinks leave about a tenth of it.
    private const double Agreement = 0.02;
    private const int CandidatesShown = 6;

    /// <summary>What the file holds.</summary>
    public static void Write(ModelInspection model, ModelDescription? description, CliHost host)
    {
        WriteLine("operator set", $"{model.OperatorSet}{(model.Producer.Length > 0 ? $", written by {model.Producer}" : "")}", host);
        foreach (var input in model.Inputs)
            WriteLine("input", input, host);
        foreach (var output in model.Outputs)
            WriteLine("output", output, host);
        WriteLine("image", $"{model.Size.Channels}×{model.Size.Height}×{model.Size.Width}", host);
        var scores = model.ScoresAreProbabilities ? "probabilities" : "logits";
        WriteLine("scores", $"{model.Scores}: {scores} of {model.Classes} classes", host);
        WriteLine("weights", model.Weights.ToString("N0", CultureInfo.InvariantCulture), host);
        foreach (var note in model.Notes)
            WriteLine("note", note, host);
        if (model.CamCandidates.Count == 0)
            WriteLine("cam tensor", "none: no tensor with height and width leads to the scores", host);
        foreach (var (candidate, index) in model.CamCandidates.Take(CandidatesShown).Select((c, i) => (c, i)))
            WriteLine(
                index == 0 ? "cam tensor" : "or",
                $"{candidate.Tensor} ({string.Join("×", candidate.Shape)})"
                    + (candidate.Differentiable ? "" : ", the scores cannot be differentiated there"),
                host);
        WriteLine(
            "preprocessing",
            description?.Preprocessing is null ? "not stated; a model.json beside the model can state it" : "stated in model.json", host);

        Tables.Write(
            ["operator", "nodes", "differentiated", "rule"],
            [
                .. model.Operators.Select(o => (IReadOnlyList<string>)[
                    o.Operator, $"{o.Count}", $"{o.Differentiated}",
                    o.Differentiated == 0 ? "not needed" : o.WithoutRule.Count == 0 ? "yes" : "no"]),
            ],
            [1, 2], host);
        foreach (var missing in model.Operators.Where(o => o.WithoutRule.Count > 0))
            WriteLine("without rule", $"{missing.Operator}: {string.Join(", ", missing.WithoutRule.Take(CandidatesShown))}", host);
    }

    /// <summary>The gradient check; whether it agrees.</summary>
    public static bool WriteGradient(IReadOnlyList<DirectionCheck> checks, CliHost host)
    {
        var worst = checks.Max(c => c.RelativeError);
        var agrees = worst <= Agreement;
        WriteLine(
            "gradient",
            string.Create(CultureInfo.InvariantCulture,
                $"{(agrees ? "agrees" : "DIFFERS")} with central differences along {checks.Count} directions, "
                + $"worst relative error {worst:0.#E+0}"),
            host);
        if (checks.All(c => c.ByGradient == 0))
            WriteLine(
                "gradient", "is zero: every path from the pixels to the scores is closed at this image (saturated or dead units)", host);
        return agrees;
    }

    /// <summary>Suspicions, one a line.</summary>
    public static void WriteRemarks(IReadOnlyList<string> remarks, CliHost host)
    {
        foreach (var remark in remarks)
            WriteLine("suspicion", remark, host);
    }

    /// <summary>One fact.</summary>
    public static void WriteLine(string name, string value, CliHost host) => host.Out.WriteLine($"{name,-14}{value}");
}
