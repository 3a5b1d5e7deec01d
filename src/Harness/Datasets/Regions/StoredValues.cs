using VisEval.Core;
using VisEval.Harness.Datasets.Pictures;
using VisEval.Harness.Input;

namespace VisEval.Harness.Datasets.Regions;

/// <summary>The numbers stored in a mask: palette indices or gray levels of a PNG, else the gray levels of a picture without
/// colours.</summary>
/// <param name="Values">height × width numbers.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
internal sealed record StoredValues(int[] Values, int Height, int Width)
{
    /// <summary>Reads a mask.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">It cannot be read, or its pixels are colours.</exception>
    public static StoredValues Read(string path)
    {
        var file = InputFile.Read(path);
        if (PngValues.CanRead(file))
        {
            var png = PngValues.Read(file, path);
            var upright = Orientation.Upright(new Raster<ushort>(png.Values, png.Width, png.Height, 1), PngOrientation.Of(file));
            return new StoredValues(Array.ConvertAll(upright.Values, v => (int)v), upright.Height, upright.Width);
        }
        var picture = PictureFile.Decode(file, path);
        var values = new int[picture.Height * picture.Width];
        for (var i = 0; i < values.Length; i++)
        {
            var (red, green, blue) = (picture.Pixels[3 * i], picture.Pixels[3 * i + 1], picture.Pixels[3 * i + 2]);
            if (red != green || red != blue)
                throw new InputException(
                    $"{path}: the mask has colours ({red}, {green}, {blue}), which are no values; store a palette or gray levels.");
            values[i] = red;
        }
        return new StoredValues(values, picture.Height, picture.Width);
    }
}
