using System.Globalization;
using VisEval.Core;
using VisEval.Harness.Evaluation;
using VisEval.Onnx.Models;

namespace VisEval.Harness.Configuration;

/// <summary>Whether the classes of a dataset and the scores of a network may not be the same.</summary>
internal static class LabelDoubt
{
    /// <summary>What speaks against it, a sentence; null where nothing does, or where the images belong to no dataset.</summary>
    public static string? Of(Job job) =>
        job.Images is DatasetImages { Dataset.Manifest: var manifest }
            ? Of(job.ModelName, job.Model, manifest.Name, manifest.Classes)
            : null;

    /// <summary>What speaks against it, a sentence; null where nothing does.</summary>
    /// <param name="modelName">What messages call the model.</param>
    /// <param name="model">The model.</param>
    /// <param name="datasetName">What messages call the dataset.</param>
    /// <param name="classes">The dataset's classes, by index.</param>
    public static string? Of(string modelName, IModel model, string datasetName, IReadOnlyList<string> classes)
    {
        const string remedy = "\"labelOffset\": 1 in the JSON file beside the model says that its first score is none of the classes (a "
            + "background), \"labelMap\" which score each class has; viseval check --model M --dataset D tries what fits.";
        if (classes.Count == 0)
            return $"Dataset '{datasetName}' has no labels: nothing says whether {modelName} recognizes its images, and what needs a label "
                + "has no number.";
        // Numbers alone end with the highest label in use.
        if (classes.Count < model.ClassCount && classes.Index().All(c => c.Item == c.Index.ToString(CultureInfo.InvariantCulture)))
            return $"The labels of dataset '{datasetName}' are numbers up to {classes.Count - 1}, and {modelName} gives "
                + $"{Counted.Of(model.ClassCount, "score")}: whether they count the same classes is not stated. {remedy}";
        if (classes.Count != model.ClassCount)
            return $"WARNING: dataset '{datasetName}' has {Counted.Of(classes.Count, "class")}, but {modelName} gives "
                + $"{Counted.Of(model.ClassCount, "score")}: the labels may count something else, and then no score of a method "
                + $"means anything. {remedy}";
        // Names are spelled in many ways; only the same names in another order prove something.
        var names = model.Network.ClassNames;
        var moved = names.Count != classes.Count ? [] : classes.Index()
            .Where(c => !Same(c.Item, names[c.Index]) && names.Any(n => Same(c.Item, n))).ToList();
        return moved.Count == 0
            ? null
            : $"WARNING: {modelName} calls score {moved[0].Index} '{names[moved[0].Index]}', dataset '{datasetName}' calls class "
                + $"{moved[0].Index} '{moved[0].Item}', and {Counted.Of(moved.Count - 1, "other name")} too in another place: the order "
                + $"of the classes differs. {remedy}";
    }

    private static bool Same(string a, string b) => string.Equals(a.Trim(), b.Trim(), StringComparison.OrdinalIgnoreCase);
}
