using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VisEval.Core;

/// <summary>Vectors in spans, for inner loops: without a check of bounds in a release build, so the caller makes sure once, before the
/// loop, that all spans are as long as the loop runs.</summary>
public static class Lanes
{
    /// <summary>The vector that starts at an index.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> At<T>(ReadOnlySpan<T> values, int index)
    {
        Debug.Assert(index >= 0 && index + Vector<T>.Count <= values.Length, "The vector lies within the span.");
        return Vector.LoadUnsafe(ref MemoryMarshal.GetReference(values), (nuint)index);
    }

    /// <summary>Writes the vector that starts at an index.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Set<T>(Span<T> values, int index, Vector<T> vector)
    {
        Debug.Assert(index >= 0 && index + Vector<T>.Count <= values.Length, "The vector lies within the span.");
        vector.StoreUnsafe(ref MemoryMarshal.GetReference(values), (nuint)index);
    }
}
