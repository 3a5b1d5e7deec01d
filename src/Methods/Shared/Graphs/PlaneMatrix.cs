using VisEval.Core;
using VisEval.Methods.Shared.Resampling;
using VisEval.Onnx.Graphs;

namespace VisEval.Methods.Shared.Graphs;

/// <summary>What is linear along rows and along columns, as two matrix products: resizing and blurring of planes.</summary>
/// <remarks>The matrices are what the numbers of <see cref="Upsampler"/> make of unit vectors, and the kernel of
/// <see cref="GaussianBlur"/> before any rounding, so that the graph does the very same.</remarks>
internal static class PlaneMatrix
{
    /// <summary>Planes …×h×w, resized as <see cref="Upsampler"/> does.</summary>
    public static Value Resized(Value planes, (int Height, int Width) from, (int Height, int Width) to, bool alignCorners = false)
    {
        if (from == to)
            return planes;
        var across = planes.MatMul(Matrix(planes, from.Width, to.Width, Stretched(from.Width, to.Width, alignCorners)));
        var down = Turned(Stretched(from.Height, to.Height, alignCorners), to.Height);
        return Matrix(planes, to.Height, from.Height, down).MatMul(across);
    }

    /// <summary>Planes …×H×W, blurred as <see cref="GaussianBlur"/> does; float.</summary>
    public static Value Blurred(Value planes, ImageSize size, double sigma)
    {
        Value Double(double[] values, int length) => planes.Builder.Constant(Wide.Doubles(values, length, length));
        var across = planes.Widened().MatMul(Double(GaussianBlur.Matrix(size.Width, sigma), size.Width)).ToFloat();
        var down = Turned(GaussianBlur.Matrix(size.Height, sigma), size.Height);
        return Double(down, size.Height).MatMul(across.Widened()).ToFloat();
    }

    private static Value Matrix(Value value, int rows, int columns, float[] values) =>
        value.Builder.Constant(Constant.Of(values, rows, columns));

    // A row for every unit vector: x·M is what becomes of the row x.
    private static float[] Stretched(int from, int to, bool alignCorners)
    {
        var (matrix, resize) = (new float[from * to], new Upsampler(1, from, 1, to, alignCorners));
        for (var i = 0; i < from; i++)
            resize.Resize(Unit(from, i), matrix.AsSpan(i * to, to));
        return matrix;
    }

    private static float[] Unit(int length, int index)
    {
        var unit = new float[length];
        unit[index] = 1;
        return unit;
    }

    private static T[] Turned<T>(T[] matrix, int columns)
    {
        var (turned, rows) = (new T[matrix.Length], matrix.Length / columns);
        for (var i = 0; i < matrix.Length; i++)
            turned[i % columns * rows + i / columns] = matrix[i];
        return turned;
    }
}
