using VisEval.Core;

namespace VisEval.Training.Scenes.Painting;

/// <summary>An sRGB colour with channels in [0, 1].</summary>
internal readonly record struct Colour(float R, float G, float B)
{
    /// <summary>Rec. 709 weights on the encoded channels (luma).</summary>
    public float Luminance => 0.2126f * R + 0.7152f * G + 0.0722f * B;

    public static Colour operator *(Colour c, float factor) => new(c.R * factor, c.G * factor, c.B * factor);

    /// <summary>The colour <paramref name="amount"/> of the way from <paramref name="a"/> to <paramref name="b"/>.</summary>
    public static Colour Mix(Colour a, Colour b, float amount) =>
        new(a.R + (b.R - a.R) * amount, a.G + (b.G - a.G) * amount, a.B + (b.B - a.B) * amount);

    /// <summary>This colour with each channel moved by up to <paramref name="spread"/>, so that no two scenes share a palette.</summary>
    public Colour Jitter(RandomSource random, double spread)
    {
        var common = random.NextDouble(-spread, spread);
        float Move(float channel) => (float)Math.Clamp(channel + common + random.NextDouble(-spread, spread) / 2, 0, 1);
        return new Colour(Move(R), Move(G), Move(B));
    }

    /// <summary>A colour of any hue with the given luminance: a pure hue is darkened, or mixed with white, until it fits.</summary>
    public static Colour Random(RandomSource random, double luminance)
    {
        var hue = random.NextDouble(0, 6);
        var saturation = random.NextDouble(0.25, 0.95);
        float Channel(double offset)
        {
            var distance = Math.Abs((hue + offset) % 6 - 3) - 1;
            return (float)(1 - saturation * (1 - Math.Clamp(distance, 0, 1)));
        }
        var pure = new Colour(Channel(0), Channel(4), Channel(2));
        var own = pure.Luminance;
        return luminance <= own
            ? pure * (float)(luminance / own)
            : Mix(pure, new Colour(1, 1, 1), (float)((luminance - own) / (1 - own)));
    }
}
