namespace VisEval.Core;

/// <summary>Floats as integers of the same order, so that they can be sorted together with an index in one word.</summary>
public static class SortableBits
{
    /// <summary>An integer that is larger for a larger float; −0 equals +0.</summary>
    /// <remarks>The bits of a float read as an integer order as the floats do, once negatives are mirrored; adding 0 turns −0 into +0.</remarks>
    /// <param name="value">Not NaN.</param>
    public static uint Of(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value + 0f);
        return bits >> 31 == 0 ? bits | 0x80000000u : ~bits;
    }
}
