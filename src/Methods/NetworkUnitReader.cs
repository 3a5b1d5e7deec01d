using System.Globalization;
using VisEval.Core;
using VisEval.Onnx.Loading;
using VisEval.Onnx.Models;

namespace VisEval.Methods;

/// <summary>Reads units of a network as people write them.</summary>
/// <remarks>Names of tensors hold colons, at signs and hyphens themselves, so a text is read from the right, and one that is exactly a
/// tensor's name is that layer.</remarks>
public static class NetworkUnitReader
{
    /// <summary>The ways to write a unit, in one line.</summary>
    public const string Forms =
        "class:3, TENSOR (a layer), TENSOR:channel, TENSOR:channel@row,column, or a direction: TENSOR:3+17, TENSOR:3*0.5-17, class:3-5";

    private const string ClassWord = "class";

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
        string? known = null;
        for (var colon = text.LastIndexOf(':'); colon > 0; colon = text.LastIndexOf(':', colon - 1))
        {
            var head = text[..colon];
            if (!IsTensor(head, model) && head != ClassWord)
                continue;
            known ??= head;
            if (NetworkUnitText.Read(text[(colon + 1)..], head, text) is { } rest)
                return IsTensor(head, model) ? OfTensor(text, head, rest, model) : OfClasses(text, rest, model);
        }
        throw new InputException(Unreadable(text, known, model));
    }

    private static string Unreadable(string text, string? known, IModel model)
    {
        if (known is not null)
            return $"'{text}': after '{known}:' stands a channel, or a direction of channels with their weights behind them, like 3+17 or "
                + $"3*0.5-17; in a layer with places @row,column may follow. {Said(text)}";
        var (colon, head) = (text.LastIndexOf(':'), text[..Math.Max(0, text.LastIndexOf(':'))]);
        return colon > 0 && NetworkUnitText.Read(text[(colon + 1)..], head, text) is not null
            ? $"'{text}': there is no tensor '{head}'.{Image(text, model)} {Nearest(head, model)}"
            : $"{Said(text)}{Image(text, model)} {Nearest(text, model)}";
    }

    // Layers of analyses have a word for it, units are tensors.
    private static string Image(string text, IModel model) => text.Split(':')[0] == "input" && !IsTensor("input", model)
        ? $" The image's tensor is '{model.InputTensor}'."
        : "";

    private static string Said(string text) => $"'{text}' is no unit of this network. A unit is {Forms}.";

    private static NetworkUnit OfClasses(string text, NetworkUnitText rest, IModel model)
    {
        if (rest.Place is not null)
            throw new InputException($"'{text}': a class has no places; write {text[..text.LastIndexOf('@')]}.");
        foreach (var term in rest.Terms)
            CheckRange(text, "class", term.Channel, model.ClassCount, "the network");
        return Alone(rest) is { } one
            ? NetworkUnit.OfClass(one)
            : new NetworkUnit(text, null, null) { Direction = new UnitDirection(rest.Terms) };
    }

    private static NetworkUnit OfTensor(string text, string tensor, NetworkUnitText rest, IModel model)
    {
        var (shape, layout) = (model.Network.ShapeOf(tensor), LayoutOf(tensor, model));
        var channels = layout?.Channels ?? Vector(shape) ?? throw new InputException(
            $"'{text}': the tensor '{tensor}' has the shape [{string.Join(", ", shape)}] for an image, in which neither channels nor "
            + "places can be told; name the output of a convolution, of a dense layer, or tokens on a grid.");
        foreach (var term in rest.Terms)
            CheckRange(text, "channel", term.Channel, channels, $"'{tensor}'");
        if (rest.Place is { } at)
        {
            if (layout is null)
                throw new InputException(
                    $"'{text}': the layer '{tensor}' has no places, its {channels} values stand for the whole image; "
                    + $"write {text[..text.LastIndexOf('@')]}.");
            CheckRange(text, "row", at.Y, layout.Height, $"'{tensor}'");
            CheckRange(text, "column", at.X, layout.Width, $"'{tensor}'");
        }
        return new NetworkUnit(text, tensor, Alone(rest), rest.Place)
        {
            Layout = layout,
            Direction = Alone(rest) is null ? new UnitDirection(rest.Terms) : null,
        };
    }

    // A channel alone is no direction.
    private static int? Alone(NetworkUnitText rest) => rest.Terms is [{ Weight: 1 } only] ? only.Channel : null;

    private static void CheckRange(string text, string what, int value, int count, string where)
    {
        if (value < 0 || value >= count)
            throw new InputException(string.Create(
                CultureInfo.InvariantCulture, $"'{text}': there is no {what} {value}; {where} has {count}: 0 to {count - 1}."));
    }

    private static bool IsTensor(string name, IModel model) => NamedLayer.Is(model, name);

    private static PlaceLayout? LayoutOf(string tensor, IModel model) => PlaceLayout.Of(model.Network.ShapeOf(tensor), model.Input);

    // A dense layer's K values, or K×1×1 after a global pooling.
    private static int? Vector(IReadOnlyList<int> shape) => shape.Count(length => length != 1) <= 1
        ? shape.Aggregate(1, (product, length) => product * length)
        : null;

    private static string Nearest(string name, IModel model)
    {
        var known = model.Network.Tensors;
        var near = Suggestions.For(name, known);
        return near.Count > 0
            ? $"Did you mean {string.Join(" or ", near.Select(n => $"'{n}'"))}?"
            : $"Its layers with places, from the image on: {string.Join(", ", model.Network.Landmarks.Stages.Select(s => $"'{s}'"))}.";
    }
}
