using VisEval.Harness.Statistics;

namespace VisEval.Harness.Analysis.Samples;

/// <summary>What one method gains over another, by image: the part of each image in the mean over networks of the network's mean
/// gain.</summary>
/// <remarks>All classes and networks of an image stand together, as they depend on each other: the sign-flip test turns whole images.
/// Over one network the parts are the image's gains over the number of all.</remarks>
/// <param name="Where">The images with a gain on any network, ascending.</param>
/// <param name="Parts">The part of each of them.</param>
internal sealed record ImageGains(IReadOnlyList<int> Where, double[] Parts)
{
    /// <summary>The number of images.</summary>
    public int Images => Parts.Length;

    /// <summary>The mean gain: over the rows of a network, then over networks.</summary>
    public double Mean => Parts.Sum();

    /// <summary>The mean gain that four of five runs of as many images would find, before Holm; null below two images.</summary>
    public double? Detectable
    {
        get
        {
            if (Images < 2)
                return null;
            var mean = Parts.Average();
            var deviation = Math.Sqrt(Parts.Sum(p => (p - mean) * (p - mean)) / (Images - 1));
            // A part is the image's gain over the number of images.
            return Power.DetectableEffect(deviation * Images, Images);
        }
    }

    /// <summary>The gains over the explanations that both have.</summary>
    public static ImageGains Of(Explanations explanations, Merits method, Merits other)
    {
        var (images, networks) = (explanations.Images.Count, explanations.Networks.Count);
        var (sums, rows, has) = (new double[networks * images], new int[networks], new bool[images]);
        for (var i = 0; i < explanations.Count; i++)
        {
            var gain = method.Values[i] - other.Values[i];
            if (double.IsNaN(gain))
                continue;
            var (image, network) = (explanations.ImageOf[i], explanations.NetworkOf[i]);
            sums[network * images + image] += gain;
            rows[network]++;
            has[image] = true;
        }
        var with = rows.Count(r => r > 0);
        var (where, parts) = (new List<int>(images), new List<double>(images));
        for (var image = 0; image < images; image++)
        {
            if (!has[image])
                continue;
            var part = 0.0;
            for (var network = 0; network < networks; network++)
                if (rows[network] > 0)
                    part += sums[network * images + image] / rows[network];
            where.Add(image);
            parts.Add(part / with);
        }
        return new ImageGains(where, [.. parts]);
    }

    /// <summary>The gains in several numbers together, each divided by its root mean square over images: that is the same whatever signs
    /// are flipped, so that the test stays exact, and no number outweighs the others by its unit. Null where there is none.</summary>
    public static ImageGains? Together(IEnumerable<ImageGains> numbers)
    {
        var sums = new SortedDictionary<int, double>();
        foreach (var gains in numbers)
        {
            var size = Math.Sqrt(gains.Parts.Sum(p => p * p) / Math.Max(1, gains.Images));
            foreach (var (image, part) in gains.Where.Zip(gains.Parts))
                sums[image] = sums.GetValueOrDefault(image) + (size > 0 ? part / size : 0);
        }
        return sums.Count == 0 ? null : new ImageGains([.. sums.Keys], [.. sums.Values]);
    }
}
