using VisEval.Training.Scenes;

namespace VisEval.Training.Commands;

/// <summary>Draws the evaluation scenes into a dataset folder: pictures, masks and the manifest.</summary>
internal sealed class DrawCommand : ICommand
{
    /// <summary>Where the dataset is unless told otherwise, from the repository's root.</summary>
    public const string DefaultFolder = "datasets/scenes";

    public string Name => "draw";

    public string About => "draws the evaluation scenes: images, masks, dataset.json";

    public IReadOnlyList<string> Options => ["out"];

    public int Run(CommandArguments arguments)
    {
        var folder = arguments.Text("out", DefaultFolder);
        Directory.CreateDirectory(Path.Combine(folder, "images"));
        Directory.CreateDirectory(Path.Combine(folder, "masks"));
        var images = EvaluationSet.Draw().Select(item => Save(folder, item.Id, item.Scene)).ToArray();
        Describe(images).WithFiles(folder).Write(folder);
        Console.WriteLine($"{images.Length} scenes in {Path.GetFullPath(folder)}");
        return 0;
    }

    private static SceneImage Save(string folder, string id, Scene scene)
    {
        var file = $"images/{id}.png";
        File.WriteAllBytes(Path.Combine(folder, file), Png.EncodeRgb(scene.Rgb, SceneRenderer.Size, SceneRenderer.Size));
        var objects = scene.Objects.Select((o, i) =>
        {
            var mask = $"masks/{id}-{i}.png";
            File.WriteAllBytes(Path.Combine(folder, mask), Png.EncodeMask(o.Mask));
            return new SceneImageObject(o.Class, [o.Box.X0, o.Box.Y0, o.Box.X1, o.Box.Y1], mask);
        }).ToArray();
        return new SceneImage(id, file, [.. objects.Select(o => o.Class)], objects, SceneBackgrounds.Names[scene.Background]);
    }

    private static SceneManifest Describe(IReadOnlyList<SceneImage> images) => new(
        "scenes",
        "Drawn 64×64 scenes: ten object classes told apart by outline and inner structure, not by colour, on ten textured "
            + "backgrounds with clutter. Half of the images hold one object, half hold two of different classes, both labelled.",
        "CC0-1.0",
        SceneClasses.Names,
        "labels",
        ScenePreprocessing.Standard,
        images,
        // A tolerance of 15 pixels belongs to photographs of about 500; two are the same share of 64.
        new Dictionary<string, IReadOnlyDictionary<string, string>>
        {
            ["pointing-game"] = new Dictionary<string, string> { ["tolerance"] = "2" },
            ["grid-pointing-game"] = new Dictionary<string, string> { ["confidence"] = "0.9" },
            ["top-k-intersection"] = new Dictionary<string, string> { ["k"] = "100" },
            ["occlusion"] = new Dictionary<string, string> { ["window"] = "8", ["stride"] = "4" },
        },
        new Dictionary<string, string>(),
        new Dictionary<string, string>(),
        // What three minutes allow.
        new Dictionary<string, IReadOnlyList<string>> { ["quick"] = ["plain", "residual", "vit"] });
}
