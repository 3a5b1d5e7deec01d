using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Onnx.Runtime;

namespace VisEval.Benchmarks;

/// <summary>What all benchmarks measure on: one image of the embedded dataset and its residual network.</summary>
internal sealed class Scene : IDisposable
{
    private Scene(IModel model, ImageBatch batch, IReadOnlyList<int> targets) => (Model, Batch, Targets) = (model, batch, targets);

    /// <summary>The network.</summary>
    public IModel Model { get; }

    /// <summary>The first image.</summary>
    public ImageBatch Batch { get; }

    /// <summary>Its top-1 class.</summary>
    public IReadOnlyList<int> Targets { get; }

    /// <summary>Opens the network and loads the image.</summary>
    /// <exception cref="InputException">There is no datasets/scenes above the program.</exception>
    public static Scene Open()
    {
        var folder = Folder();
        var dataset = DatasetReader.Read(Path.Combine(folder, "dataset.json"));
        var opened = ModelFile.Open(Path.Combine(folder, "models", "residual", "model.onnx"), new EngineOptions());
        var preprocessing = opened.Description?.Preprocessing ?? dataset.Manifest.Preprocessing;
        var image = ImageLoader.Load(dataset, dataset.Manifest.Images[0], preprocessing, opened.Model.Input);
        return new Scene(opened.Model, new ImageBatch(image.Input, [Seed.Of(0)]), [opened.Model.Predict(image.Input).Top1(0)]);
    }

    /// <inheritdoc/>
    public void Dispose() => (Model as IDisposable)?.Dispose();

    private static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "datasets", "scenes") is var scenes && File.Exists(Path.Combine(scenes, "dataset.json")))
                return scenes;
        throw new InputException("There is no datasets/scenes above the program; run the benchmarks inside a clone.");
    }
}
