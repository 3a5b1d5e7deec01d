namespace VisEval.Methods.ActivationMaximization.Transformations;

/// <summary>A picture seen turned, scaled about its centre and shifted, resampled bilinearly; what lies outside of it is grey.</summary>
/// <remarks>A place r of the view, from the centre, shows the place R(−angle)·r/scale + shift of the picture. The view of p − 0.5 is linear
/// in it; <see cref="Transpose"/> is that map's adjoint. A shift by whole pixels alone copies pixels.</remarks>
/// <param name="Angle">In radians, counter-clockwise.</param>
/// <param name="Scale">Above 1 the picture appears larger.</param>
/// <param name="Down">The shift in rows.</param>
/// <param name="Right">The shift in columns.</param>
internal sealed record AffineView(double Angle, double Scale, double Down, double Right) : IPictureView
{
    /// <summary>What is seen outside of the picture.</summary>
    public const float Grey = 0.5f;

    /// <summary>The picture as it is.</summary>
    public static AffineView Identity { get; } = new(0, 1, 0, 0);

    public void Show(ReadOnlySpan<float> picture, int height, int width, Span<float> view)
    {
        var samples = Samples(height, width);
        var plane = height * width;
        for (var start = 0; start < picture.Length; start += plane)
            for (var i = 0; i < plane; i++)
            {
                ref readonly var s = ref samples[i];
                var sum = 0f;
                for (var corner = 0; corner < 4; corner++)
                    if (s.Weight(corner) is not 0 and var weight)
                        sum += weight * (picture[start + s.Place(corner, width)] - Grey);
                view[start + i] = Grey + sum;
            }
    }

    public void Transpose(ReadOnlySpan<float> gradient, int height, int width, Span<float> result)
    {
        var samples = Samples(height, width);
        var plane = height * width;
        result.Clear();
        for (var start = 0; start < gradient.Length; start += plane)
            for (var i = 0; i < plane; i++)
            {
                ref readonly var s = ref samples[i];
                for (var corner = 0; corner < 4; corner++)
                    if (s.Weight(corner) is not 0 and var weight)
                        result[start + s.Place(corner, width)] += weight * gradient[start + i];
            }
    }

    private Sample[] Samples(int height, int width)
    {
        var samples = new Sample[height * width];
        var (sine, cosine) = Math.SinCos(Angle);
        var (middleY, middleX) = ((height - 1) / 2.0, (width - 1) / 2.0);
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                var (down, right) = ((y - middleY) / Scale, (x - middleX) / Scale);
                samples[y * width + x] = Sample.At(
                    middleY + Down + cosine * down + sine * right, middleX + Right - sine * down + cosine * right, height, width);
            }
        return samples;
    }

    // The four pixels round a place; those outside of the picture weigh nothing.
    private readonly record struct Sample(int Y, int X, float W0, float W1, float W2, float W3)
    {
        public static Sample At(double y, double x, int height, int width)
        {
            var (top, left) = ((int)Math.Floor(y), (int)Math.Floor(x));
            var (fy, fx) = ((float)(y - top), (float)(x - left));
            float Inside(int row, int column, float weight) =>
                row >= 0 && row < height && column >= 0 && column < width ? weight : 0;
            return new Sample(
                top, left, Inside(top, left, (1 - fy) * (1 - fx)), Inside(top, left + 1, (1 - fy) * fx),
                Inside(top + 1, left, fy * (1 - fx)), Inside(top + 1, left + 1, fy * fx));
        }

        public float Weight(int corner) => corner switch { 0 => W0, 1 => W1, 2 => W2, _ => W3 };

        public int Place(int corner, int width) => (Y + corner / 2) * width + X + corner % 2;
    }
}
