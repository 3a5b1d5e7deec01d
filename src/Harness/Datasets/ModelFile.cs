using VisEval.Core;
using VisEval.Harness.Input;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Loading;
using VisEval.Onnx.Models;

namespace VisEval.Harness.Datasets;

/// <summary>Opens .onnx files with the description beside them: <c>model.json</c> beside <c>model.onnx</c>, <c>x.json</c> beside
/// <c>x.onnx</c>.</summary>
internal static class ModelFile
{
    private static readonly Dictionary<string, ScoreKind> ScoreKinds =
        Enum.GetValues<ScoreKind>().ToDictionary(kind => kind.ToString().ToLowerInvariant());

    /// <summary>Opens a model.</summary>
    /// <param name="path">An .onnx file.</param>
    /// <param name="options">Threads and memory.</param>
    /// <param name="said">What the user says of it, which stands before the description.</param>
    /// <exception cref="InputException">The file is no usable model, or its description has mistakes.</exception>
    public static OpenedModel Open(string path, EngineOptions options, NetworkChoices? said = null)
    {
        InputFile.Check(path);
        var description = ReadDescription(path);
        // A large file takes about as long to hash as to read.
        var hash = Task.Run(() => Sha256.OfFile(path));
        var choices = (said ?? NetworkChoices.None).Or(description?.Choices);
        var model = OnnxModel.Open(path, options, choices.CamTensor, choices);
        var ofDescription = description is null ? null : Sha256.OfFile(DescriptionOf(path));
        return new OpenedModel(model, description, hash.GetAwaiter().GetResult(), ofDescription);
    }

    /// <summary>What the description beside a model says; null if there is none.</summary>
    /// <param name="path">An .onnx file.</param>
    /// <exception cref="InputException">Every mistake in the description.</exception>
    public static ModelDescription? ReadDescription(string path)
    {
        var file = DescriptionOf(path);
        if (!File.Exists(file))
            return null;
        var mistakes = new Mistakes();
        var description = Description(JsonFile.Parse(file, JsonFile.Read(file), mistakes), Path.GetDirectoryName(Path.GetFullPath(file)));
        mistakes.ThrowIfAny();
        return description;
    }

    /// <summary>The description of these fields; mistakes are noted.</summary>
    /// <param name="fields">The fields.</param>
    /// <param name="folder">Where files that it names lie; null where none is read.</param>
    internal static ModelDescription Description(JsonFields fields, string? folder = null)
    {
        fields.Of<ModelDescription>().As("score", typeof(ModelDescription), nameof(ModelDescription.Reduction));
        var description = new ModelDescription(
            fields.Optional("name")?.Text(),
            fields.Optional("description")?.Text(),
            fields.Optional("licence")?.Text(),
            fields.Optional("preprocessing") is { } preprocessing ? PreprocessingReader.Read(preprocessing) : null,
            fields.Optional("camTensor")?.Text(),
            Size(fields),
            fields.Optional("control")?.Flag() ?? false,
            Share(fields, "accuracy"),
            Share(fields, "trainingAccuracy"),
            fields.Optional("notes")?.Map(v => v.Scalar()),
            fields.Optional("randomLabels")?.Text(),
            fields.Optional("scoreKind")?.Choice(ScoreKinds),
            fields.Optional("output")?.Text(),
            fields.Optional("inputs")?.Map(Values))
        {
            LabelOffset = Offset(fields),
            LabelMap = Map(fields),
            Reduction = Reduction(fields),
            ClassNames = ClassNameList.Read(fields, folder),
        };
        fields.Close();
        return description;
    }

    /// <summary>The full path of the network fitted to random labels that a model's description names; null if it names none.</summary>
    /// <param name="path">The model's own .onnx file.</param>
    /// <param name="description">What its description says.</param>
    /// <exception cref="InputException">There is no such file, or it is the model itself.</exception>
    public static string? RandomLabelsOf(string path, ModelDescription? description)
    {
        if (description?.RandomLabels is not { } named)
            return null;
        var file = Path.GetFullPath(named, Path.GetDirectoryName(Path.GetFullPath(path))!);
        if (file == Path.GetFullPath(path))
            throw new InputException(
                $"{DescriptionOf(path)}: randomLabels: '{named}' is the model itself; name a network fitted to random labels.");
        return File.Exists(file) ? file : throw new InputException($"{DescriptionOf(path)}: randomLabels: there is no file {file}.");
    }

    private static IReadOnlyList<double> Values(JsonValue value) =>
        value.IsList ? value.Values(v => v.NumberOrFlag()) : value.NumberOrFlag() is { } number ? [number] : [];

    private static string DescriptionOf(string path) => Path.ChangeExtension(path, ".json");

    private static ImageSize? Size(JsonFields fields)
    {
        if (fields.Optional("inputSize") is not { } value)
            return null;
        var lengths = value.OfLength(3, 3).Values(v => v.Within(JsonBounds.Positive).Integer());
        if (lengths is [> 0 and var channels, > 0 and var height, > 0 and var width])
            return new ImageSize(channels, height, width);
        fields.Mistake("inputSize", "[channels, height, width], for example [3, 224, 224].");
        return null;
    }

    private static int Offset(JsonFields fields)
    {
        var offset = fields.Optional("labelOffset")?.Within(JsonBounds.Index).Integer() ?? 0;
        if (!JsonBounds.Index.Allow(offset))
            fields.Mistake("labelOffset", $"{offset} is not allowed; it is the number of the network's scores before that of class 0.");
        return Math.Max(0, offset);
    }

    private static IReadOnlyList<int>? Map(JsonFields fields)
    {
        if (fields.Optional("labelMap") is not { } value)
            return null;
        var map = value.OfLength(1).Values(v => v.Within(JsonBounds.Index).Integer());
        if (map.Count == 0 || !map.All(score => JsonBounds.Index.Allow(score)) || map.Distinct().Count() < map.Count)
            fields.Mistake("labelMap", "a list with, for every class, the place of its score in the network's output, from 0, each once.");
        if (fields.Has("labelOffset"))
            fields.Mistake("labelMap", "labelOffset says it already; leave one out.");
        return map;
    }

    /// <summary>How a plane of scores becomes one: the field "score"; null where it is absent or a mistake, which is noted.</summary>
    internal static ScoreReduction? Reduction(JsonFields fields)
    {
        if (fields.Optional("score")?.Text() is not { } text)
            return null;
        var reduction = ScoreReduction.Parse(text);
        if (reduction is null)
            fields.Mistake("score", $"'{text}' is not allowed; allowed are {ScoreReduction.Allowed}.");
        return reduction;
    }

    private static double? Share(JsonFields fields, string name)
    {
        var share = fields.Optional(name)?.Within(JsonBounds.Share).Number();
        if (share is { } part && !JsonBounds.Share.Allow(part))
            fields.Mistake(name, "a share of images from 0 to 1.");
        return share;
    }
}
