namespace VisEval.Core;

/// <summary>The colour space of all superpixels. A method sees normalised images and does not know how they were normalised, nor whether
/// the channels are red, green and blue; colours are therefore defined by the normalised image itself.</summary>
/// <remarks>All channels together are scaled so that the smallest value of the image is 0 and its largest r/√C: the distance between a
/// pixel that is smallest in all C channels and one that is largest in all is r, however many channels there are. A grey image in one
/// channel is thus segmented like the same in three. With r = 100 colours are as far apart as black and white in CIELAB, with r = 255·√3
/// as in 8-bit RGB. A constant image is 0.</remarks>
internal static class Colours
{
    /// <summary>The colours of an image, C·H·W values from 0 to <paramref name="range"/>/√C.</summary>
    public static float[] Of(ReadOnlySpan<float> image, ImageSize size, double range)
    {
        var (minimum, maximum) = SpanMath.Extremes(image);
        var scale = maximum > minimum ? range / Math.Sqrt(size.Channels) / ((double)maximum - minimum) : 0;
        var colours = new float[image.Length];
        for (var i = 0; i < colours.Length; i++)
            colours[i] = (float)(scale * ((double)image[i] - minimum));
        return colours;
    }

    /// <summary>The squared distance of two pixels' colours, added up channel by channel in double precision.</summary>
    public static double Distance(float[] colours, int pixels, int first, int second)
    {
        var sum = 0.0;
        for (var start = 0; start < colours.Length; start += pixels)
        {
            var difference = (double)colours[start + first] - colours[start + second];
            sum += difference * difference;
        }
        return sum;
    }
}
