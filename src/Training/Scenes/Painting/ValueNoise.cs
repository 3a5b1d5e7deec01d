using VisEval.Core;

namespace VisEval.Training.Scenes.Painting;

/// <summary>Smooth random values on the plane: a periodic lattice of uniform numbers, interpolated.</summary>
internal sealed class ValueNoise
{
    private const int Side = 32;
    private readonly float[] _lattice = new float[Side * Side];

    /// <summary>A lattice of its own.</summary>
    public ValueNoise(RandomSource random)
    {
        for (var i = 0; i < _lattice.Length; i++)
            _lattice[i] = (float)random.NextDouble();
    }

    /// <summary>The value of a lattice point itself, in [0, 1): a random number for every cell of a grid.</summary>
    public float Cell(int x, int y) => _lattice[(y & (Side - 1)) * Side + (x & (Side - 1))];

    /// <summary>The interpolated value at a point, in [0, 1); lattice points are one unit apart.</summary>
    public float At(double x, double y)
    {
        var (left, top) = ((int)Math.Floor(x), (int)Math.Floor(y));
        var (u, v) = ((float)(x - left), (float)(y - top));
        u *= u * (3 - 2 * u);
        v *= v * (3 - 2 * v);
        float upper = Cell(left, top), lower = Cell(left, top + 1);
        upper += (Cell(left + 1, top) - upper) * u;
        lower += (Cell(left + 1, top + 1) - lower) * u;
        return upper + (lower - upper) * v;
    }

    /// <summary>A sum of octaves, each twice as fine and half as strong, scaled to [0, 1).</summary>
    public float Fractal(double x, double y, int octaves)
    {
        float sum = 0, weight = 1, total = 0;
        for (var octave = 0; octave < octaves; octave++)
        {
            sum += weight * At(x, y);
            total += weight;
            weight /= 2;
            // The shift keeps the lattice points of the octaves from lying on each other.
            (x, y) = (2 * x + 5.3, 2 * y + 9.7);
        }
        return sum / total;
    }
}
