namespace VisEval.Core;

/// <summary>How an image is taken apart into superpixels.</summary>
/// <remarks>Lengths in pixels are meant for a picture of 224×224; at another size they are scaled with the root of its area, so that a
/// picture is taken apart alike at every size. With a kernel of 4 pixels whatever the size, quickshift finds some 30 superpixels in a
/// photograph of 224×224, but 4 in the same at 64×64 and one at 32×32.</remarks>
[About("How the image is taken apart into superpixels.")]
public enum Superpixels
{
    /// <summary>Quickshift: kernel 4, longest link 200, ratio 0.2, at 224×224; as many as it finds.</summary>
    Quickshift,

    /// <summary>SLIC: compactness 10, about as many as wanted.</summary>
    Slic,

    /// <summary>Rectangles, about as many as wanted.</summary>
    Grid,

    /// <summary>Felzenszwalb and Huttenlocher: scale 300, blur 0.8, at least 50 pixels at 224×224; as many as it finds.</summary>
    Felzenszwalb,
}

/// <summary>Takes images apart.</summary>
public static class SuperpixelsExtensions
{
    private const int DefaultCount = 50;
    private const double Kernel = 4;
    private const double SmallestKernel = 0.5;

    /// <summary>The superpixels of an image.</summary>
    /// <param name="kind">The algorithm.</param>
    /// <param name="image">The image, C·H·W.</param>
    /// <param name="size">Its size.</param>
    /// <param name="count">About how many; 0 for the algorithm's own choice. See <see cref="Checked"/>.</param>
    public static Segments Of(this Superpixels kind, ReadOnlySpan<float> image, ImageSize size, int count)
    {
        var (unit, wanted) = (size.UnitLength(), count == 0 ? DefaultCount : count);
        switch (kind)
        {
            case Superpixels.Quickshift:
                // A smaller kernel would see no neighbours. Colour is scaled like place, so that their balance stays.
                var scale = Math.Max(unit, SmallestKernel / Kernel);
                return Quickshift.Segment(image, size, Kernel * scale, 200 * scale, 0.2 * scale);
            case Superpixels.Slic:
                return Slic.Segment(image, size, wanted, compactness: 10);
            case Superpixels.Grid:
                var (rows, columns) = Grid.Shape(size, wanted);
                return Grid.Segment(size, rows, columns);
            case Superpixels.Felzenszwalb:
                return new Felzenszwalb(image, size, sigma: 0.8).Segment(300, 50 * unit * unit);
            default:
                throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of superpixels.");
        }
    }

    /// <summary>A wanted number of superpixels, if the algorithm can be given one.</summary>
    /// <exception cref="InputException">The algorithm finds its own number.</exception>
    public static int Checked(this Superpixels kind, int count, string method) =>
        count == 0 || kind is Superpixels.Slic or Superpixels.Grid
            ? count
            : throw new InputException(
                $"{method}: segments={count} is not possible with segmentation={Kebab.From(kind.ToString())}, which finds its own number; "
                + "segments goes with segmentation=slic or segmentation=grid.");
}
