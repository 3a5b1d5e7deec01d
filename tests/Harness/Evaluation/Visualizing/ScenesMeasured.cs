using VisEval.Core;
using VisEval.Harness.Configuration.Visualizing;
using VisEval.Harness.Datasets;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Evaluation.Visualizing;
using VisEval.Harness.Results.Visualizations;
using VisEval.Methods;
using VisEval.Metrics.Visualization;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Models;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Evaluation.Visualizing;

/// <summary>A network on the pictures of the embedded dataset.</summary>
internal sealed class ScenesMeasured : IDisposable
{
    private static readonly Dataset Scenes = DatasetReader.Read(Path.Combine(Repository.Root, "datasets/scenes/dataset.json"));

    private readonly OnnxModel _model;

    public ScenesMeasured(string file)
    {
        _model = OnnxModel.Open(file, new EngineOptions(1));
        Space = PictureSpaces.Of(Scenes.Manifest.Preprocessing!);
        var source = new DatasetImages(Scenes, Scenes.Manifest.Images, Scenes.Manifest.Preprocessing!, _model.Input);
        Images = PictureSpaces.ImagesOf(source, Space);
    }

    public IModel Model => _model;

    public PictureSpace Space { get; }

    public NaturalImages Images { get; }

    public static string Residual => Path.Combine(Repository.Root, "datasets/scenes/models/residual/model.onnx");

    public static Unit<IFeatureVisualizer> Visualizer(string text) =>
        new Catalogue<IFeatureVisualizer>(typeof(IFeatureVisualizer).Assembly).Create(text);

    /// <summary>The numbers of pictures of some classes.</summary>
    public PictureScores Measure(int seeds, IReadOnlyList<int> classes, IReadOnlyList<string> visualizers, params string[] metrics)
    {
        var job = new VisualizationJob(
            _model, Space, [.. classes.Select(NetworkUnit.OfClass)], [.. visualizers.Select(Visualizer)], Seed.Of(1), seeds)
        {
            Images = Images,
        };
        var known = new Catalogue<IVisualizationMetric>(typeof(IVisualizationMetric).Assembly);
        var measuring = new VisualizationMeasuring(
            [.. metrics.Select(m => known.Create(m))], new PictureNetwork("net", _model, Space), [], "scenes",
            [.. Scenes.Manifest.Images.Select(i => i.Labels)]);
        var progress = new Progress<RunProgress>();
        return VisualizationScorer.Score(job, VisualizationRun.Make(job, 1, progress, CostMeter.OfProcess), measuring, 1, progress);
    }

    public void Dispose() => _model.Dispose();
}
