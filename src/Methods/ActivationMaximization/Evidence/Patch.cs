using VisEval.Core;
using VisEval.Onnx.Loading;

namespace VisEval.Methods.ActivationMaximization.Evidence;

/// <summary>The part of a picture that a place of a layer sees.</summary>
/// <param name="Top">Its first row.</param>
/// <param name="Left">Its first column.</param>
/// <param name="Height">Its rows.</param>
/// <param name="Width">Its columns.</param>
internal readonly record struct Patch(int Top, int Left, int Height, int Width)
{
    /// <summary>The receptive field of a place, as far as it lies in the picture; all of the picture where the unit sees it all.</summary>
    /// <param name="task">The task.</param>
    /// <param name="place">The place, row by row.</param>
    public static Patch Of(VisualizationTask task, int place)
    {
        var (size, unit) = (task.Model.Input, task.Unit);
        if (unit is not { Tensor: { } tensor, Layout: { Order: PlaceOrder.ChannelsFirst } layout }
            || task.Model.Network.FieldOf(tensor) is not { } field)
            return new Patch(0, 0, size.Height, size.Width);
        var (top, height) = field.Rows.Of(place / layout.Width, size.Height);
        var (left, width) = field.Columns.Of(place % layout.Width, size.Width);
        return new Patch(top, left, height, width);
    }

    /// <summary>Cuts it out of C·H·W values.</summary>
    public Tensor Cut(ReadOnlySpan<float> picture, ImageSize size)
    {
        var part = Tensor.Zeros(size.Channels, Height, Width);
        for (var c = 0; c < size.Channels; c++)
            for (var y = 0; y < Height; y++)
                picture.Slice((c * size.Height + Top + y) * size.Width + Left, Width).CopyTo(part.Item(c)[(y * Width)..]);
        return part;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"rows {Top}–{Top + Height - 1}, columns {Left}–{Left + Width - 1}");
}
