using VisEval.Harness.Results.Visualizations;
using VisEval.Methods;

namespace VisEval.Harness.Evaluation.Visualizing;

/// <summary>What a visualizer made of a unit, as results keep it, and back.</summary>
internal static class VisualizedUnits
{
    /// <summary>The pictures of a unit, as files.</summary>
    /// <param name="job">What was asked for.</param>
    /// <param name="outcome">What became of it.</param>
    public static IReadOnlyList<VisualizationRow> Rows(VisualizationJob job, VisualizationOutcome outcome)
    {
        var isControl = VisualizationScorer.IsControl(job.Visualizers.First(v => v.Key == outcome.Visualizer));
        return
        [
            .. outcome.Pictures.Select((made, index) => new VisualizationRow(
                outcome.Unit.Name, outcome.Unit.IsClass ? outcome.Unit.Channel : null, outcome.Visualizer, isControl, index, made.Kind,
                PicturePng.Of(made.Picture, job.Space.IsColour))
            {
                Channels = made.Picture.Shape[0],
                Height = made.Picture.Shape[1],
                Width = made.Picture.Shape[2],
                Activation = made.Activation,
                RelativeError = made.RelativeError,
                Forwards = made.Cost.Forwards,
                Backwards = made.Cost.Backwards,
                Source = made.Source,
                Remark = made.Remark,
                Course = made.Course,
            }),
        ];
    }

    /// <summary>A finished unit of work.</summary>
    /// <param name="dataset">The name of the natural pictures' dataset.</param>
    /// <param name="model">The name of the network.</param>
    /// <param name="job">What was asked for.</param>
    /// <param name="outcome">What became of it.</param>
    public static VisualizedUnit Of(string dataset, string model, VisualizationJob job, VisualizationOutcome outcome) => new(
        dataset, model, outcome.Unit.Name, outcome.Visualizer, job.Units.Index().First(u => u.Item.Name == outcome.Unit.Name).Index,
        Rows(job, outcome))
    {
        Seconds = outcome.Seconds,
        PeakBytes = outcome.PeakBytes,
        Error = outcome.Error,
    };

    /// <summary>The outcome of a finished unit of work; its pictures are those of the files.</summary>
    /// <exception cref="FormatException">A file is no picture.</exception>
    public static VisualizationOutcome Outcome(VisualizedUnit made, NetworkUnit unit) =>
        new(unit, made.Visualizer, [.. made.Pictures.Select(Picture)], made.Seconds, made.Error) { PeakBytes = made.PeakBytes };

    private static Visualization Picture(VisualizationRow row) => new(
        PicturePng.Read(row.Png, row.Channels, row.Height, row.Width), row.Kind, new VisualizationCost(row.Forwards, row.Backwards))
    {
        Course = row.Course,
        Activation = row.Activation,
        RelativeError = row.RelativeError,
        Source = row.Source,
        Remark = row.Remark,
    };
}
