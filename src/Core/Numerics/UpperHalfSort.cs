using System.Buffers;

namespace VisEval.Core;

/// <summary>Sorts numbers of 64 bits by their upper half: a 32-bit key above, what it belongs to below.</summary>
/// <remarks>By radix, digit by digit from the lowest: no comparer, linear in the count, and numbers of equal keys keep
/// their order.</remarks>
public static class UpperHalfSort
{
    private const int Digits = 3;
    private const int DigitBits = 11;
    private const int Radix = 1 << DigitBits;

    /// <summary>Sorts in place, the smallest key first.</summary>
    public static void Sort(Span<ulong> values)
    {
        if (values.Length < 2)
            return;
        Span<int> counts = stackalloc int[Digits * Radix];
        counts.Clear();
        foreach (var value in values)
        {
            counts[DigitOf(value, 0)]++;
            counts[Radix + DigitOf(value, 1)]++;
            counts[2 * Radix + DigitOf(value, 2)]++;
        }
        var rented = ArrayPool<ulong>.Shared.Rent(values.Length);
        var source = values;
        var to = rented.AsSpan(0, values.Length);
        var moved = false;
        for (var digit = 0; digit < Digits; digit++)
        {
            var places = counts.Slice(digit * Radix, Radix);
            // A digit that all keys share orders nothing.
            if (places[DigitOf(source[0], digit)] == values.Length)
                continue;
            Accumulate(places);
            foreach (var value in source)
                to[places[DigitOf(value, digit)]++] = value;
            var read = source;
            source = to;
            to = read;
            moved = !moved;
        }
        if (moved)
            source.CopyTo(values);
        ArrayPool<ulong>.Shared.Return(rented);
    }

    private static int DigitOf(ulong value, int digit) => (int)(value >> (32 + digit * DigitBits)) & (Radix - 1);

    // Counts become the place of the first of each.
    private static void Accumulate(Span<int> counts)
    {
        var sum = 0;
        foreach (ref var count in counts)
        {
            var own = count;
            count = sum;
            sum += own;
        }
    }
}
