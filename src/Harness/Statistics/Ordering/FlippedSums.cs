using System.Numerics;
using System.Runtime.CompilerServices;
using VisEval.Core;

namespace VisEval.Harness.Statistics.Ordering;

/// <summary>Sums over images whose signs are flipped, of all methods, for a block of flips.</summary>
/// <remarks>The 16 sums of every four images are made beforehand; a flip adds up a quarter of the images (Arlazarov et al., 1970).</remarks>
internal sealed class FlippedSums
{
    /// <summary>The flips worked on together.</summary>
    public const int BlockSize = 256;

    private const int GroupSize = 4;
    private const int Patterns = 1 << GroupSize;
    private const int WordSize = 64;

    private readonly double[][] _tables;
    private readonly byte[] _patterns;
    private readonly double[] _sums;
    private readonly int _width;
    private readonly int _images;

    /// <summary>Of images with one value a method.</summary>
    public FlippedSums(double[][] values)
    {
        _images = values.Length;
        _width = WidthOf(values[0].Length);
        _tables = [.. values.Chunk(GroupSize).Select(TableOf)];
        _patterns = new byte[BlockSize * _tables.Length];
        _sums = new double[BlockSize * _width];
        Observed = Of(1)[.._width].ToArray();
    }

    /// <summary>The sums without any flip, by method, with zeros up to the width.</summary>
    public double[] Observed { get; }

    /// <summary>The place that the sums of one flip take: the methods, up to whole vectors.</summary>
    public static int WidthOf(int methods) => (methods + Vector<double>.Count - 1) / Vector<double>.Count * Vector<double>.Count;

    /// <summary>Sets a flip of no more than 64 images: bit i set turns the sign of image i.</summary>
    public void SetFlip(int flip, ulong bits) => SetWord(flip, 0, bits);

    /// <summary>Draws a flip, 64 images from every 64 bits.</summary>
    public void DrawFlip(int flip, RandomSource random)
    {
        for (var image = 0; image < _images; image += WordSize)
            SetWord(flip, image, random.NextBits());
    }

    /// <summary>The sums of the first flips that were set, by flip and method; overwritten by the next call.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<double> Of(int flips)
    {
        var sums = _sums.AsSpan(0, flips * _width);
        sums.Clear();
        for (var group = 0; group < _tables.Length; group++)
        {
            var table = _tables[group].AsSpan();
            for (var flip = 0; flip < flips; flip++)
            {
                var row = table.Slice(_patterns[flip * _tables.Length + group] * _width, _width);
                var sum = sums.Slice(flip * _width, _width);
                for (var i = 0; i < row.Length; i += Vector<double>.Count)
                    (new Vector<double>(sum[i..]) + new Vector<double>(row[i..])).CopyTo(sum[i..]);
            }
        }
        return sums;
    }

    private void SetWord(int flip, int firstImage, ulong bits)
    {
        var start = flip * _tables.Length;
        for (var group = firstImage / GroupSize; group < _tables.Length && group < (firstImage + WordSize) / GroupSize; group++)
        {
            _patterns[start + group] = (byte)(bits % Patterns);
            bits >>= GroupSize;
        }
    }

    private double[] TableOf(double[][] images)
    {
        var table = new double[Patterns * _width];
        for (var pattern = 0; pattern < Patterns; pattern++)
            for (var i = 0; i < images.Length; i++)
                for (var method = 0; method < images[i].Length; method++)
                    table[pattern * _width + method] += (pattern >> i & 1) == 0 ? images[i][method] : -images[i][method];
        return table;
    }
}
