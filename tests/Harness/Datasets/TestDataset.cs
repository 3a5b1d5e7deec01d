using System.Text.Json.Nodes;
using VisEval.Harness.Datasets;
using VisEval.Harness.Input;
using VisEval.Tests.Harness.Datasets.Pictures;

namespace VisEval.Tests.Harness.Datasets;

/// <summary>A dataset of three 8×6 pictures and two classes under <c>datasets/tiny</c> of a folder, sound unless a test changes
/// its manifest.</summary>
public sealed class TestDataset
{
    private readonly TemporaryFolder _folder;

    public TestDataset(TemporaryFolder folder, string name = "tiny")
    {
        (_folder, Name) = (folder, name);
        var files = new Dictionary<string, byte[]>
        {
            ["masks/c.png"] = TestPictures.Mask("xx......", "xx......", "........", "........", "........", "........"),
        };
        foreach (var (id, i) in new[] { "a", "b", "c" }.Select((id, i) => (id, i)))
            files[$"images/{id}.png"] = TestPictures.Encode(TestPictures.Pattern(8 + i, 6, 3).Crop(0, i, 6, 8));
        foreach (var (file, bytes) in files)
            folder.Write(PathOf(file), bytes);
        Json = JsonNode.Parse("""
            {
              "name": "tiny", "description": "Three patterns.", "licence": "CC0-1.0", "classes": ["cat", "dog"], "target": "labels",
              "preprocessing": { "channels": "RGB", "scale": 0.5, "mean": [1, 2, 3], "std": [4, 5, 6] },
              "images": [
                { "id": "a", "file": "images/a.png", "labels": [0], "objects": [{ "class": 0, "box": [1, 1, 5, 4] }],
                  "background": "grass" },
                { "id": "b", "file": "images/b.png", "labels": [1, 0], "objects": [], "annotationSize": [16, 12] },
                { "id": "c", "file": "images/c.png", "labels": [1], "objects": [{ "class": 1, "mask": "masks/c.png", "box": null }] }
              ],
              "options": { "occlusion": { "window": 2, "stride": 1 }, "deletion": { "step": 3 } },
              "notes": { "accuracy": 0.97 }
            }
            """)!;
        Json["name"] = name;
        Json["sha256"] = new JsonObject(files.Select(f => KeyValuePair.Create(f.Key, (JsonNode?)Sha256.Of(f.Value))));
        Save();
    }

    public string Name { get; }

    public JsonNode Json { get; }

    public string ManifestPath => _folder[PathOf("dataset.json")];

    public string PathOf(string file) => Path.Combine("datasets", Name, file);

    /// <summary>The manifest with a change, written.</summary>
    public TestDataset With(Action<JsonNode> change)
    {
        change(Json);
        Save();
        return this;
    }

    /// <summary>Another manifest in the place of this one.</summary>
    public TestDataset WithText(string manifest)
    {
        _folder.Write(PathOf("dataset.json"), manifest);
        return this;
    }

    /// <summary>A file where a model of that name belongs; fakes open it, so it need not be a network.</summary>
    public TestDataset WithModel(string name, string? description = null)
    {
        _folder.Write(PathOf($"models/{name}/model.onnx"), $"the network {name} of {Name}");
        if (description is not null)
            _folder.Write(PathOf($"models/{name}/model.json"), description);
        return this;
    }

    public Dataset Read() => DatasetReader.Read(ManifestPath);

    private void Save() => _folder.Write(PathOf("dataset.json"), Json.ToJsonString());
}
