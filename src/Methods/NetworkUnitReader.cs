using System.Globalization;
using System.Text.RegularExpressions;
using VisEval.Core;
using VisEval.Onnx.Loading;
using VisEval.Onnx.Models;

namespace VisEval.Methods;

/// <summary>Reads units of a network as people write them.</summary>
/// <remarks>Names of tensors hold colons and at signs themselves, so a text is read from the right, and one that is exactly a tensor's name
/// is that layer.</remarks>
public static partial class NetworkUnitReader
{
    private const string ClassWord = "class";
    private const string Forms = "A unit is class:3, TENSOR (a layer), TENSOR:channel or TENSOR:channel@row,column.";

    /// <summary>The unit that a text names.</summary>
    /// <param name="text">The text.</param>
    /// <param name="model">The network.</param>
    /// <exception cref="InputException">There is no such unit; says what there is: the nearest names, the range of channels and
    /// places.</exception>
    public static NetworkUnit Read(string text, IModel model)
    {
        text = text.Trim();
        if (IsTensor(text, model))
            return new NetworkUnit(text, text, null) { Layout = LayoutOf(text, model) };
        var parts = Pattern().Match(text);
        if (!parts.Success)
            throw new InputException($"'{text}' is no unit of this network. {Forms} {Nearest(text, model)}");
        var tensor = parts.Groups["tensor"].Value;
        var channel = Number(parts.Groups["channel"], text);
        UnitPlace? place = parts.Groups["y"].Success ? new(Number(parts.Groups["y"], text), Number(parts.Groups["x"], text)) : null;
        if (IsTensor(tensor, model))
            return OfTensor(text, tensor, channel, place, model);
        if (tensor != ClassWord)
            throw new InputException($"'{text}': there is no tensor '{tensor}'. {Nearest(tensor, model)}");
        if (place is not null)
            throw new InputException($"'{text}': a class has no places; write class:{channel}.");
        CheckRange(text, "class", channel, model.ClassCount, "the network");
        return NetworkUnit.OfClass(channel);
    }

    private static NetworkUnit OfTensor(string text, string tensor, int channel, UnitPlace? place, IModel model)
    {
        var (shape, layout) = (model.Network.ShapeOf(tensor), LayoutOf(tensor, model));
        var channels = layout?.Channels ?? Vector(shape) ?? throw new InputException(
            $"'{text}': the tensor '{tensor}' has the shape [{string.Join(", ", shape)}] for an image, in which neither channels nor "
            + "places can be told; name the output of a convolution, of a dense layer, or tokens on a grid.");
        CheckRange(text, "channel", channel, channels, $"'{tensor}'");
        if (place is { } at)
        {
            if (layout is null)
                throw new InputException(
                    $"'{text}': the layer '{tensor}' has no places, its {channels} values stand for the whole image; "
                    + $"write {tensor}:{channel}.");
            CheckRange(text, "row", at.Y, layout.Height, $"'{tensor}'");
            CheckRange(text, "column", at.X, layout.Width, $"'{tensor}'");
        }
        return new NetworkUnit(text, tensor, channel, place) { Layout = layout };
    }

    private static void CheckRange(string text, string what, int value, int count, string where)
    {
        if (value < 0 || value >= count)
            throw new InputException(string.Create(
                CultureInfo.InvariantCulture, $"'{text}': there is no {what} {value}; {where} has {count}: 0 to {count - 1}."));
    }

    private static bool IsTensor(string name, IModel model) => name == model.InputTensor || model.Network.Tensors.Contains(name);

    private static PlaceLayout? LayoutOf(string tensor, IModel model) => PlaceLayout.Of(model.Network.ShapeOf(tensor), model.Input);

    // A dense layer's K values, or K×1×1 after a global pooling.
    private static int? Vector(IReadOnlyList<int> shape) => shape.Count(length => length != 1) <= 1
        ? shape.Aggregate(1, (product, length) => product * length)
        : null;

    private static int Number(Group digits, string text) =>
        int.TryParse(digits.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new InputException($"'{text}': {digits.Value} is no index.");

    private static string Nearest(string name, IModel model)
    {
        var known = model.Network.Tensors;
        var near = Suggestions.For(name, known);
        return near.Count > 0
            ? $"Did you mean {string.Join(" or ", near.Select(n => $"'{n}'"))}?"
            : $"Its layers with places, from the image on: {string.Join(", ", model.Network.Landmarks.Stages.Select(s => $"'{s}'"))}.";
    }

    [GeneratedRegex(@"^(?<tensor>.+):(?<channel>-?[0-9]+)(?:@(?<y>-?[0-9]+),(?<x>-?[0-9]+))?$", RegexOptions.Singleline)]
    private static partial Regex Pattern();
}
