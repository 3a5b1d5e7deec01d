using System.Text.Json;
using VisEval.Core;

namespace VisEval.Harness.Results;

/// <summary>What a saved baseline holds: the facts of a run and its numbers, those of one score of one method in one list.</summary>
/// <param name="Format">Says that the file is one, and in which form.</param>
/// <param name="Info">run.json.</param>
/// <param name="Explanations">The lists of explanations that numbers are of; many numbers share one.</param>
/// <param name="Numbers">The numbers.</param>
internal sealed record BaselineContent(
    string Format, JsonElement Info, IReadOnlyList<BaselineExplanations> Explanations, IReadOnlyList<BaselineNumbers> Numbers)
{
    /// <summary>The form that this version writes and reads.</summary>
    public const string CurrentFormat = "viseval-baseline-1";

    /// <summary>Of a run; the order of the run is kept.</summary>
    public static BaselineContent Of(RunResults results)
    {
        var lists = new Dictionary<string, int>();
        var explanations = new List<BaselineExplanations>();
        var numbers = new List<BaselineNumbers>();
        var groups = results.Scores.GroupBy(r => (r.Cell.Dataset, r.Cell.Model, r.Cell.Method, r.Cell.Metric, r.Score));
        foreach (var group in groups)
        {
            var list = new BaselineExplanations([.. group.Select(r => r.Cell.Image)], [.. group.Select(r => r.Cell.Target)]);
            var text = JsonSerializer.Serialize(list);
            if (lists.TryAdd(text, explanations.Count))
                explanations.Add(list);
            var states = group.Index().Where(r => !r.Item.State.IsOk).ToDictionary(r => r.Index, r => r.Item.State.Text);
            var (dataset, model, method, metric, score) = group.Key;
            numbers.Add(new BaselineNumbers(
                dataset, model, method, metric, score, lists[text], [.. group.Select(r => r.State.IsOk ? r.Value : null)], states));
        }
        return new BaselineContent(CurrentFormat, RunInfoJson.ToElement(results.Info), explanations, numbers);
    }

    /// <summary>The run as far as it was kept: facts and numbers, neither curves nor times nor pictures.</summary>
    /// <exception cref="InputException">The content contradicts itself.</exception>
    public RunResults ToResults(string path) => new(
        RunInfoJson.FromText(Info.GetRawText(), path), [.. Numbers.SelectMany(n => Rows(n, path))], [], [], [], [], [], []);

    private IEnumerable<ScoreRow> Rows(BaselineNumbers numbers, string path)
    {
        var list = numbers.Explanations >= 0 && numbers.Explanations < Explanations.Count ? Explanations[numbers.Explanations] : null;
        if (list is null || list.Images.Count != numbers.Values.Count || list.Targets.Count != numbers.Values.Count)
            throw new InputException(
                $"'{path}' is damaged: the numbers of '{numbers.Method}' in '{numbers.Metric}' are not as many as its explanations. "
                + "Save the baseline again.");
        return numbers.Values.Select((value, i) => new ScoreRow(
            new CellKey(numbers.Dataset, numbers.Model, numbers.Method, numbers.Metric, list.Images[i], list.Targets[i]),
            numbers.Score, value, numbers.States.TryGetValue(i, out var state) ? CellState.Parse(state) : CellState.Ok));
    }
}

/// <summary>Explanations, each an image and a class.</summary>
/// <param name="Images">Image ids.</param>
/// <param name="Targets">The explained classes, one an image.</param>
internal sealed record BaselineExplanations(IReadOnlyList<string> Images, IReadOnlyList<int> Targets);

/// <summary>The values of one score of one method.</summary>
/// <param name="Dataset">Dataset name.</param>
/// <param name="Model">Model name.</param>
/// <param name="Method">Unit key.</param>
/// <param name="Metric">Unit key.</param>
/// <param name="Score">Name of the number.</param>
/// <param name="Explanations">Which list they are of, by index.</param>
/// <param name="Values">One an explanation.</param>
/// <param name="States">By place in the list: the states that are not ok.</param>
internal sealed record BaselineNumbers(
    string Dataset, string Model, string Method, string Metric, string Score, int Explanations, IReadOnlyList<double?> Values,
    IReadOnlyDictionary<int, string> States);
