import { Platform } from '../../../src';
import { admit } from '../../../src/rehearsal/admission/admission';
import { ARTICLE, EVERYTHING } from '../printed-article';

describe("the article's manifests, as printed", () => {
  test('are all looked at', () => {
    expect(EVERYTHING).toHaveLength(16);
  });

  /*
   * The API server refuses none of them, in the article's versions or today's: what is wrong with them it does not see. The
   * old version v1beta1 (802, 989, 1018, 1036, 1080, 1100, 1137, 1199) is still served; RBAC takes the pasted group (457);
   * a gateway that does not exist (1143, 1205) and annotations that nobody reads (812, 999, 1090) are no matter of one object's
   * schema. Other parts of the rehearsal are for these.
   */
  test.each([
    ['those of the article', ARTICLE],
    ['the newest', Platform.default],
  ])('are admitted by %s', (_, platform) => {
    expect(admit(EVERYTHING, platform)).toEqual([]);
  });
});
