using VisEval.Benchmarks.Networks;
using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Models;

namespace VisEval.Benchmarks;

/// <summary>A network and one image for it: an embedded network with the first picture of its dataset, or a well-known architecture of
/// random weights with noise.</summary>
internal sealed class Scene : IDisposable
{
    private readonly string? _folder;

    private Scene(IModel model, Tensor image, Preprocessing preprocessing, string? folder = null)
    {
        _folder = folder;
        Model = model;
        Batch = new ImageBatch(image, [Seed.Of(0)]) { Surroundings = [preprocessing.Surroundings()] };
        Targets = [model.Predict(image).Top1(0)];
    }

    /// <summary>The network.</summary>
    public IModel Model { get; }

    /// <summary>The image.</summary>
    public ImageBatch Batch { get; }

    /// <summary>Its top-1 class.</summary>
    public IReadOnlyList<int> Targets { get; }

    /// <summary>Opens the network and its image.</summary>
    /// <param name="network">The name of an architecture of <see cref="INetwork.All"/>, or of a network of datasets/scenes.</param>
    /// <exception cref="InputException">There is no datasets/scenes above the program, or no such network.</exception>
    public static Scene Open(string network = "residual") =>
        INetwork.All.FirstOrDefault(n => n.Name == network) is { } architecture ? Random(architecture) : Embedded(network);

    /// <inheritdoc/>
    public void Dispose()
    {
        (Model as IDisposable)?.Dispose();
        if (_folder is not null)
            Directory.Delete(_folder, recursive: true);
    }

    private static Scene Embedded(string network)
    {
        var folder = Folder();
        var dataset = DatasetReader.Read(Path.Combine(folder, "dataset.json"));
        var opened = ModelFile.Open(Path.Combine(folder, "models", network, "model.onnx"), new EngineOptions());
        var preprocessing = opened.Description?.Preprocessing ?? dataset.Manifest.Preprocessing!;
        var image = ImageLoader.Load(dataset, dataset.Manifest.Images[0], preprocessing, opened.Model.Input);
        return new Scene(opened.Model, image.Input, preprocessing);
    }

    private static Scene Random(INetwork architecture)
    {
        var folder = Directory.CreateTempSubdirectory("viseval-benchmark-").FullName;
        var path = Path.Combine(folder, "model.onnx");
        architecture.Save(path);
        var random = Seed.Of(0).Random();
        var image = Tensor.Zeros(1, 3, 224, 224);
        for (var i = 0; i < image.Length; i++)
            image.Values[i] = (float)random.NextGaussian();
        var model = OnnxModel.Open(path, new EngineOptions(Threads: Environment.ProcessorCount));
        return new Scene(model, image, new Preprocessing("RGB", 1 / 255.0, [0.5, 0.5, 0.5], [0.25, 0.25, 0.25]), folder);
    }

    private static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "datasets", "scenes") is var scenes && File.Exists(Path.Combine(scenes, "dataset.json")))
                return scenes;
        throw new InputException("There is no datasets/scenes above the program; run the benchmarks inside a clone.");
    }
}
