using System.Runtime.InteropServices;
using VisEval.Onnx.Graphs;

namespace VisEval.Methods.Shared.Graphs;

/// <summary>Arithmetic of 64 bits in a graph, in which methods add up what networks give in 32.</summary>
internal static class Wide
{
    extension(Value value)
    {
        /// <summary>The same numbers in 64 bits.</summary>
        public Value Widened() => value.Map("Cast", ("to", (long)ElementType.Double));

        /// <summary>A number of 64 bits in the same graph.</summary>
        public Value Number(double number) => value.Builder.Constant(Doubles([number]));

        /// <summary>max(0, value), of 64 bits.</summary>
        public Value Positive() => value.Builder.Op("Max", [value, value.Number(0)]);

        /// <summary>a/b, and 0 where b is 0; of 64 bits.</summary>
        public Value OverOrZero(Value divisor) => value.Number(0).Where(divisor.IsZero(), value / divisor);

        /// <summary>Where a value of 64 bits is 0.</summary>
        public Value IsZero() => value.Builder.Op("Equal", [value, value.Number(0)]);

        /// <summary>The largest value along axes that are kept.</summary>
        public Value Highest(params ReadOnlySpan<long> axes) =>
            value.Builder.Op("ReduceMax", [value, value.Builder.Ints(axes)], ("keepdims", 1L));

        /// <summary>The smallest value along axes that are kept.</summary>
        public Value Lowest(params ReadOnlySpan<long> axes) =>
            value.Builder.Op("ReduceMin", [value, value.Builder.Ints(axes)], ("keepdims", 1L));

        /// <summary>The same value at every place of another tensor.</summary>
        public Value SpreadOver(Value other) => value.Builder.Op("Expand", [value, other.Shape()]);
    }

    /// <summary>A constant of 64 bits.</summary>
    public static Constant Doubles(ReadOnlySpan<double> values, params IReadOnlyList<long> dims) =>
        new(ElementType.Double, dims, MemoryMarshal.AsBytes(values).ToArray());
}
